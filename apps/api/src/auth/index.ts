export {
  ACCESS,
  MemberAccess,
  OwnerAccess,
  Public,
  SignedIn,
  StakeholderAccess,
  TenantAccess,
  type Access,
} from './access';
export { Person, TenantActor } from './actor';
export { AuthModule } from './auth.module';
export { declaredRoutes, requireDeclarations, type DeclaredRoute } from './declared-routes';
export { OneTimeLinks } from './one-time-links';
export { PROOF_TEXTS } from './proof-texts';
export { RateLimited } from './rate-limit';
export type { OneTimePurpose } from './secret-token';
