import type {
  InvitationPage,
  Me,
  NotificationPage,
  RunAnswer,
  RunPage,
  RunViewAnswer,
  SharedRunPage,
} from '@service-runs/contracts';
import {
  createGrant,
  createInvitation,
  createNotification,
  createPerson,
  createProvider,
  createRun,
  type Person,
  type Provider,
  type RunFixture,
} from '../factories';
import { useApi, type Answer } from '../support/api';

const TENANTS = 6;
const RUNS_EACH = 4;
const REQUESTS = 2_400;
const AT_ONCE = 60;

// Far fewer connections than callers: each is handed from one to the next all the time.
const api = useApi({ DATABASE_POOL: '4' });

interface Side {
  provider: Provider;
  owner: string;
  runs: RunFixture[];
  invitations: string[];
  stakeholder: Person;
  theirs: string;
  notification: string;
}

async function side(index: number): Promise<Side> {
  const provider = await createProvider(api.admin, { name: `Tenant ${index}` });
  const stakeholder = await createPerson(api.admin);
  const runs: RunFixture[] = [];
  const invitations: string[] = [];
  for (let i = 0; i < RUNS_EACH; i++) {
    const run = await createRun(api.admin, provider, { name: `Tenant ${index} run ${i}` });
    runs.push(run);
    invitations.push((await createInvitation(api.admin, run)).id);
    await createGrant(api.admin, run, stakeholder);
  }
  const { id: notification } = await createNotification(api.admin, stakeholder);
  return {
    provider,
    owner: await api.signIn(provider.owner),
    runs,
    invitations,
    stakeholder,
    theirs: await api.signIn(stakeholder),
    notification,
  };
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();

it(`of ${REQUESTS} mixed requests at once, each is answered with its asker’s own rows`, async () => {
  const sides = await Promise.all(Array.from({ length: TENANTS }, (_, index) => side(index)));
  const expected = sides.map(({ runs }) => ids(runs));
  const at = (index: number) => sides[index % TENANTS] as Side;
  const stranger = await api.signIn(await createPerson(api.admin));
  const { client } = api;

  /** Each kind asks, and says what is wrong with the answer. */
  const kinds: ((index: number) => Promise<string | null>)[] = [
    async (index) => {
      const answer = await client.get<RunPage>('/api/provider/runs', { token: at(index).owner });
      return same('list', answer, ids(answer.body.runs ?? []), expected[index % TENANTS]);
    },
    async (index) => {
      const answer = await client.get<RunPage>('/api/provider/runs?q=run', {
        token: at(index).owner,
        tenant: at(index).provider.id,
      });
      return same('search', answer, ids(answer.body.runs ?? []), expected[index % TENANTS]);
    },
    async (index) => {
      const { owner, runs, invitations } = at(index);
      const answer = await client.get<InvitationPage>(`/api/provider/runs/${runs[1]?.id}/stakeholder-invites`, {
        token: owner,
      });
      return same('invitations', answer, ids(answer.body.invitations ?? []), [invitations[1]]);
    },
    async (index) => {
      const { theirs, runs } = at(index);
      const answer = await client.get<RunViewAnswer>(`/api/runs/${runs[2]?.id}/view`, { token: theirs });
      return same(
        'view',
        answer,
        [answer.body.run?.name, answer.body.run?.tenant_name],
        [runs[2]?.name, `Tenant ${index % TENANTS}`],
      );
    },
    async (index) => {
      const answer = await client.get<SharedRunPage>('/api/runs', { token: at(index).theirs });
      return same('shared', answer, ids(answer.body.runs ?? []), expected[index % TENANTS]);
    },
    async (index) => {
      const answer = await client.get<NotificationPage>('/api/notifications', { token: at(index).theirs });
      return same('notifications', answer, ids(answer.body.notifications ?? []), [at(index).notification]);
    },
    async (index) => {
      const answer = await client.get<Me>('/api/auth/me', { token: at(index).owner });
      return same(
        'me',
        answer,
        [answer.body.individual?.id, answer.body.tenants?.[0]?.id],
        [at(index).provider.owner.id, at(index).provider.id],
      );
    },
    async (index) => {
      const run = at(index).runs[3];
      const answer = await client.patch<RunAnswer>(`/api/provider/runs/${run?.id}`, {
        token: at(index).owner,
        body: { zone_name: `Zone ${index}` },
      });
      return same('write', answer, [answer.body.run?.name], [run?.name]);
    },
    // And those who must get nothing, in between.
    async (index) => {
      const answer = await client.get(`/api/runs/${at(index).runs[0]?.id}/view`, { token: at(index + 1).theirs });
      return answer.status === 403 ? null : `foreign view: ${answer.status} ${answer.text}`;
    },
    async (index) => {
      const answer = await client.get(`/api/provider/runs/${at(index).runs[0]?.id}`, { token: at(index + 1).owner });
      return answer.status === 404 ? null : `foreign run: ${answer.status} ${answer.text}`;
    },
    async (index) => {
      const answer = await client.get('/api/provider/runs', {
        token: at(index).owner,
        tenant: at(index + 1).provider.id,
      });
      return answer.status === 403 ? null : `foreign tenant: ${answer.status} ${answer.text}`;
    },
    async () => {
      const answer = await client.get<SharedRunPage>('/api/runs', { token: stranger });
      return same('stranger', answer, answer.body.runs ?? [], []);
    },
  ];

  const wrong: string[] = [];
  let asked = 0;
  const caller = async () => {
    while (asked < REQUESTS) {
      const index = asked++;
      // A step that shares no factor with the number of kinds: every kind meets every tenant, in no fixed neighbourhood.
      const problem = await (kinds[(index * 7) % kinds.length] as (typeof kinds)[number])(index);
      if (problem !== null) wrong.push(problem);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(REQUESTS);
}, 60_000);

function same(what: string, answer: Answer<unknown>, got: unknown[], wanted: unknown[] | undefined): string | null {
  return answer.status === 200 && JSON.stringify(got) === JSON.stringify(wanted)
    ? null
    : `${what}: ${answer.status} ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`;
}
