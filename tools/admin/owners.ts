import type { Settings } from '../../apps/api/src/platform/config/settings.ts';
import { AdminError } from './errors.ts';
import { FIRST_PASSWORD_HOURS, linkLines, passwordLink, type OneTimeLink } from './one-time-links.ts';
import type { Query } from './service-mode.ts';
import type { Tenant } from './tenants.ts';

export interface NewOwner {
  readonly individualId: string;
  readonly email: string;
  readonly displayName: string;
  readonly tenant: Tenant;
  readonly accountMade: boolean;
  readonly roleBefore: string | null;
  /** A name was given for an account that has one. */
  readonly nameUnused: boolean;
  /** For who cannot sign in yet. */
  readonly link: OneTimeLink | null;
}

interface MadeOwner {
  readonly individual_id: string;
  readonly display_name: string;
  readonly account_made: boolean;
  readonly has_password: boolean;
  readonly role_before: string | null;
}

export async function addOwner(
  query: Query,
  settings: Settings,
  tenant: Tenant,
  email: string,
  name?: string,
): Promise<NewOwner> {
  const [made] = await query<MadeOwner & object>('SELECT * FROM make_owner($1, $2, $3)', [
    tenant.id,
    email,
    name ?? email.slice(0, email.lastIndexOf('@')),
  ]).catch((error: Error) => {
    if (error.message !== 'error.invite.email_unverified') throw error;
    throw new AdminError(
      'error.person.unverified',
      `Somebody made an account with ${email} and never proved the address: "person verify" it where you know that it is theirs, or hand them a "person reset-link".`,
    );
  });
  const { individual_id, display_name, account_made, has_password, role_before } = made as MadeOwner;
  return {
    individualId: individual_id,
    email,
    displayName: display_name,
    tenant,
    accountMade: account_made,
    roleBefore: role_before,
    nameUnused: name !== undefined && !account_made && name !== display_name,
    link: has_password ? null : await passwordLink(query, settings, individual_id, FIRST_PASSWORD_HOURS),
  };
}

export function ownerJson({ individualId, email, displayName, tenant, ...owner }: NewOwner): object {
  return {
    tenant: tenant.slug,
    individual: { id: individualId, email, display_name: displayName },
    account_made: owner.accountMade,
    role_before: owner.roleBefore,
    link: owner.link,
  };
}

export function ownerLines({ email, displayName, tenant, ...owner }: NewOwner): string[] {
  const state = owner.roleBefore === 'owner' ? 'is already an owner of' : 'is now an owner of';
  return [
    `${displayName} <${email}> ${state} ${tenant.name} (${tenant.slug}).`,
    ...(owner.nameUnused ? ['The account has a name of its own: --name was not used.'] : []),
    ...(owner.link ? linkLines(owner.link) : []),
  ];
}
