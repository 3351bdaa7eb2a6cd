import { inbox } from '../../libs/copy/src/catalogue/inbox.ts';
import { INVITED_WORDS } from '../lib/invited-words.ts';
import { command, type Desk, type Outcome } from './command.ts';
import { AdminError, UsageError } from './errors.ts';
import { linkLines, passwordLink, RESET_HOURS } from './one-time-links.ts';
import type { Query } from './service-mode.ts';
import { flag, requiredEmail } from './values.ts';
import { counted } from './words.ts';

/** Stands for every address that was erased. `.invalid` is nobody's, for ever (RFC 2606). */
const ERASED_EMAIL = 'erased@erased.invalid';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
}

function nobody(email: string): AdminError {
  return new AdminError('error.person.not_found', `There is nobody with the address ${email}.`);
}

async function personByEmail(query: Query, email: string): Promise<Person> {
  const [person] = await query<Person>('SELECT id, email, display_name FROM cc_individuals WHERE email = $1', [email]);
  if (!person) throw nobody(email);
  return person;
}

const WHO = { email: requiredEmail('whose account') };

const endSessions = command({
  name: 'person end-sessions',
  does: 'signs somebody out everywhere, on their very next request',
  more: 'Their password and API keys stay as they are.',
  options: WHO,
  run: async (desk, { email }) => {
    const { act } = await desk.database();
    const { person, ended } = await act(async (query) => {
      const found = await personByEmail(query, email);
      const [row] = await query<{ ended: number }>(`SELECT end_sessions($1, 'operator') AS ended`, [found.id]);
      return { person: found, ended: row?.ended ?? 0 };
    });
    return { json: { individual: person, ended }, lines: [`Ended ${counted(ended, 'session')} of ${email}.`] };
  },
});

const verify = command({
  name: 'person verify',
  does: 'marks an address as proven to be the account’s',
  more: `Do it only where you know. They can then join organisations that invite them, and invitations that are still open for
the address are shown to them.`,
  options: WHO,
  run: async (desk, { email }) => {
    const { act } = await desk.database();
    const { person, changed } = await act(async (query) => {
      const found = await personByEmail(query, email);
      const [row] = await query<{ changed: boolean }>('SELECT prove_address($1, $2, $3, $4) AS changed', [
        found.id,
        INVITED_WORDS.title,
        INVITED_WORDS.runBody,
        INVITED_WORDS.tenantBody,
      ]);
      return { person: found, changed: row?.changed ?? false };
    });
    return {
      json: { individual: person, changed },
      lines: [
        changed
          ? `${email} is confirmed; invitations that are open for it are shown to ${person.display_name} now.`
          : `${email} was confirmed already.`,
      ],
    };
  },
});

const resetLink = command({
  name: 'person reset-link',
  does: 'prints a link with which somebody sets a new password',
  more: `For those whom no mail reaches. It is good once, for ${RESET_HOURS} hours; using it ends their sessions, confirms their address and
kills every other such link of theirs. Whoever has it gets in: hand it to the person and to nobody else. Its origin is
APP_BASE_URL, else http://localhost with PORT.`,
  options: WHO,
  run: async (desk, { email }) => {
    const { act, settings } = await desk.database();
    const { person, link } = await act(async (query) => {
      const found = await personByEmail(query, email);
      return { person: found, link: await passwordLink(query, settings, found.id, RESET_HOURS) };
    });
    return {
      json: { individual: person, link },
      lines: [`For ${person.display_name} <${email}>.`, ...linkLines(link)],
    };
  },
});

interface Traces {
  readonly individual_id: string | null;
  readonly display_name: string | null;
  readonly memberships: number;
  readonly grants: number;
  readonly invitations: number;
  readonly requests: number;
  readonly only_owner_of: string[];
}

const erase = command({
  name: 'person erase',
  does: 'erases somebody, for good',
  more: `The account goes, with memberships, access to runs, sessions, API keys that they made, and notifications. From invitations to
the address go address, name, message and reason, and open ones are revoked; from requests made with it go name, address,
phone and words; others' notifications about those invitations go too. The record of what was done stays: it holds ids and
states only. Works as well for an address without an account. Refused for the only owner of an organisation.`,
  options: { email: requiredEmail('whom'), yes: flag('does not ask; needed where nobody sits at a terminal') },
  run: async (desk, { email, yes }) => {
    const { act } = await desk.database();
    const traces = await act(async (query) => {
      const [found] = await query<Traces & object>('SELECT * FROM describe_person($1)', [email]);
      return found as Traces;
    });
    if (traces.individual_id === null && traces.invitations + traces.requests === 0) throw nobody(email);
    if (traces.only_owner_of.length > 0) throw onlyOwner(email, traces.only_owner_of.join(', '));
    if (!yes) await confirm(desk, email, traces);
    return erased(
      email,
      await act(async (query) => {
        const [gone] = await query<Omit<Traces, 'only_owner_of' | 'display_name'> & object>(
          'SELECT * FROM erase_person($1, $2, $3, $4)',
          [email, ERASED_EMAIL, inbox['provider.inbox.erased.name'], inbox['provider.inbox.erased.summary']],
        ).catch((error: Error & { detail?: string }) => {
          throw error.message === 'error.member.last_owner' ? onlyOwner(email, error.detail ?? '') : error;
        });
        return gone as Traces;
      }),
    );
  },
});

function onlyOwner(email: string, organisations: string): AdminError {
  return new AdminError(
    'error.member.last_owner',
    `${email} is the only owner of ${organisations}: make somebody else an owner there first ("owner add").`,
  );
}

async function confirm({ ask }: Desk, email: string, traces: Traces): Promise<void> {
  if (!ask) throw new UsageError('Nobody sits at a terminal to be asked: say --yes to erase for good.');
  const account = `the account of ${traces.display_name}, with ${counted(traces.memberships, 'membership')}, access to ${counted(traces.grants, 'run')}, sessions, API keys and notifications`;
  const question = [
    `${email} is about to be erased, which cannot be undone:`,
    ...(traces.individual_id === null ? [] : [`  ${account}`]),
    `  address, name, message and reason in ${counted(traces.invitations, 'invitation')}; those that are open are revoked`,
    `  name, address, phone and words in ${counted(traces.requests, 'request')}`,
    'Ids and states stay, in the record of what was done.',
    'Erase? [y/N] ',
  ].join('\n');
  if (!(await ask(question))) throw new AdminError('error.cancelled', 'Nothing was erased.');
}

function erased(email: string, { individual_id, memberships, grants, invitations, requests }: Traces): Outcome {
  const counts = [
    counted(memberships, 'membership'),
    counted(grants, 'grant'),
    counted(invitations, 'invitation'),
    counted(requests, 'request'),
  ];
  return {
    json: { erased: { individual_id, memberships, grants, invitations, requests } },
    lines: [`Erased ${email}: ${counts.join(', ')}.`],
  };
}

export const personCommands = [endSessions, verify, resetLink, erase];
