// What a test arranges without a browser: people, organisations, runs and invitations, through the same API that the
// pages use. Every address is new, so that tests can run beside each other on one database.
import { randomUUID } from 'node:crypto';
import {
  apiPaths,
  type CreateInvitationsInput,
  type CreateRunInput,
  type InvitationReissued,
  type InvitationsCreated,
  type InvitationPage,
  type IssuedInvitation,
  type Run,
  type RunAnswer,
  type RunClaimed,
  type SignedIn,
  type TenantCreated,
} from '@service-runs/contracts';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Somebody with an account, who can also be asked to act without a browser. */
export interface Account extends Person {
  readonly id: string;
  readonly call: Call;
}

/** A member of an organisation of their own. */
export interface Provider extends Account {
  readonly organisation: string;
}

type Call = <Answer>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => Promise<Answer>;

export function base(): string {
  const url = process.env['BASE_URL'];
  if (!url) throw new Error('BASE_URL is not set: the tests run with apps/web-e2e/playwright.config.ts.');
  return url;
}

/** Four bytes that no other test has. */
export function tag(): string {
  return randomUUID().slice(0, 8);
}

/** Somebody whom the service has not heard of yet. */
export function stranger(name: string): Person {
  const local = name.toLowerCase().replace(/[^a-z]+/g, '.');
  return { name, email: `${local}.${tag()}@pachena.example`, password: 'a-dry-week-in-november' };
}

export async function register(name: string): Promise<Account> {
  const person = stranger(name);
  const { email, password } = person;
  const answer = await callAs()<SignedIn>('POST', apiPaths.register, { email, password, display_name: name });
  return { ...person, id: answer.individual.id, call: callAs(answer.access_token) };
}

/** A person with an organisation, and nothing in it yet. */
export async function provider(name = 'Dana Whitford', organisation = 'Barkley Septic'): Promise<Provider> {
  const person = await register(name);
  await person.call<TenantCreated>('POST', apiPaths.tenants, { name: organisation, time_zone: 'America/Vancouver' });
  return { ...person, organisation };
}

/** Somebody who has an account already, as a member of an organisation. */
export async function signIn({ email, password, name }: Person, organisation: string): Promise<Provider> {
  const { access_token, individual } = await callAs()<SignedIn>('POST', apiPaths.login, { email, password });
  return { name, email, password, id: individual.id, call: callAs(access_token), organisation };
}

/** A run, set for a day when no clock changes. */
export async function makeRun({ call }: Provider, more: Partial<CreateRunInput> = {}): Promise<Run> {
  const { run } = await call<RunAnswer>('POST', apiPaths.providerRuns, {
    name: `Septic pump-out, Bamfield ${tag()}`,
    starts_at: '2031-03-13T16:00:00.000Z',
    ends_at: '2031-03-14T00:00:00.000Z',
    time_zone: 'America/Vancouver',
    zone_name: 'Bamfield',
    market_mode: 'TARGETED',
    ...more,
  });
  return run;
}

export async function invite(
  { call }: Provider,
  run: Run,
  invitee: Pick<Person, 'email'> & Partial<Person>,
  more: Partial<CreateInvitationsInput['invitees'][number]> = {},
): Promise<IssuedInvitation> {
  const { invitations } = await call<InvitationsCreated>('POST', apiPaths.runInvites(run.id), {
    invitees: [{ email: invitee.email, name: invitee.name ?? null, ...more }],
  });
  const [issued] = invitations;
  if (!issued) throw new Error(`No invitation was made for ${invitee.email}.`);
  return issued;
}

export async function reissue({ call }: Provider, run: Run, { id }: IssuedInvitation): Promise<IssuedInvitation> {
  return (await call<InvitationReissued>('POST', apiPaths.inviteReissue(run.id, id), {})).invitation;
}

export async function revoke({ call }: Provider, run: Run, { id }: IssuedInvitation): Promise<void> {
  await call('POST', apiPaths.inviteRevoke(run.id, id), {});
}

export function claim({ call }: Account, { claim_url }: IssuedInvitation): Promise<RunClaimed> {
  return call<RunClaimed>('POST', apiPaths.claim(claim_url.replace('/i/', '')), {});
}

/** What the provider's list of invitations says of an address. */
export async function invitationsOf({ call }: Provider, run: Run) {
  return (await call<InvitationPage>('GET', `${apiPaths.runInvites(run.id)}?limit=100`)).invitations;
}

function callAs(token?: string): Call {
  return async <Answer>(method: string, path: string, body?: object) => {
    const answer = await fetch(new URL(path, base()), {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
}
