export { ACCESS, OwnerAccess, Public, SignedIn, StakeholderAccess, TenantAccess, type Access } from './access';
export { Person, TenantActor } from './actor';
export { AuthModule } from './auth.module';
export { RateLimited } from './rate-limit';
