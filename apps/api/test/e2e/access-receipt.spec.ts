import type {
  AccessReceiptAnswer,
  InvitationReissued,
  InvitationsCreated,
  ReceiptEvent,
  ReceiptPerson,
  StakeholderPage,
} from '@service-runs/contracts';
import {
  createGrant,
  createInvitation,
  createPerson,
  createProvider,
  createRun,
  createStaff,
  unknownId,
  type Person,
} from '../factories';
import { expectFailure, expectInvalid, useApi } from '../support/api';

const api = useApi();

async function desk(runName = 'Septic pump-out') {
  const provider = await createProvider(api.admin);
  const run = await createRun(api.admin, provider, { name: runName });
  const token = await api.signIn(provider.owner);
  const staff = await createStaff(api.admin, provider);
  const theirs = await api.signIn(staff);
  const root = `/api/provider/runs/${run.id}`;
  return {
    provider,
    run,
    token,
    staff,
    theirs,
    /** By the owner, unless another member's token is given. Answers what stands behind `/i/`, and the id. */
    invite: async (person: Person, more: object = {}, by = token) => {
      const body = { invitees: [{ email: person.email, ...more }] };
      const answer = await api.client.post<InvitationsCreated>(`${root}/stakeholder-invites`, { token: by, body });
      const { id, claim_url } = answer.body.invitations[0] as InvitationsCreated['invitations'][number];
      return { id, link: claim_url.slice('/i/'.length) };
    },
    act: <Body>(path: string, body: object = {}, by = token) =>
      api.client.post<Body>(`${root}/${path}`, { token: by, body }),
    grants: async () => (await api.client.get<StakeholderPage>(`${root}/stakeholders`, { token })).body.stakeholders,
    receipt: async (query = '') =>
      (await api.client.get<AccessReceiptAnswer>(`/api/tenant/runs/${run.id}/access-receipt${query}`, { token })).body
        .receipt,
    csv: (query = '') => api.client.get(`/api/tenant/runs/${run.id}/access-receipt?format=csv${query}`, { token }),
  };
}

async function claim(link: string, person: Person): Promise<void> {
  const answer = await api.client.post(`/api/i/${link}/claim`, { token: await api.signIn(person) });
  expect(answer.status).toBe(200);
}

/** As the operator's command erases somebody. */
async function erase(person: Person): Promise<void> {
  const client = await api.connect('internalUrl');
  await client.query(`SELECT erase_person($1, 'erased@erased.invalid', 'Erased', 'Erased')`, [person.email]);
}

const story = (person: ReceiptPerson | undefined) =>
  person?.events.map(({ action, by, reason }) => [action, by, reason] as const);

/** RFC 4180 read back: rows of cells. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, cells] of text.matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*)\r\n/g)) {
    const row = [...(cells as string).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
    rows.push(row.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
  }
  return rows;
}

describe('an access receipt', () => {
  it('tells who had access, from when to when, given and ended by whom and why', async () => {
    const { run, provider, staff, theirs, invite, act, receipt } = await desk();
    const june = await createPerson(api.admin, { displayName: 'June Frank', email: 'june@pachena.example' });
    const { id, link } = await invite(june, { role: 'property_owner' });
    await api.client.get(`/api/i/${link}`);
    await claim(link, june);
    expect(await receipt()).toMatchObject({ people: [{ status: 'active', revoked_at: null, revoked_reason: null }] });
    await act(`stakeholder-invites/${id}/revoke`, { reason: 'Sold the cabin' }, theirs);

    const { rows } = await api.admin.query<{ granted: string; revoked: string }>(
      'SELECT granted_at AS granted, revoked_at AS revoked FROM cc_service_run_stakeholders WHERE run_id = $1',
      [run.id],
    );
    const event = (action: string, by: Person | null, reason: string | null = null): ReceiptEvent => ({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/) as unknown as string,
      action,
      by: by?.displayName ?? null,
      by_id: by?.id ?? null,
      invitation_id: id,
      role: 'property_owner',
      reason,
    });
    const told = await receipt();
    expect(told).toEqual({
      run: { id: run.id, name: 'Septic pump-out' },
      people: [
        {
          individual: { id: june.id, display_name: 'June Frank', email_masked: 'j***e@pachena.example' },
          stakeholder_role: 'property_owner',
          status: 'revoked',
          granted_at: rows[0]?.granted,
          revoked_at: rows[0]?.revoked,
          revoked_reason: 'Sold the cabin',
          events: [
            event('invitations.created', provider.owner),
            event('invitation.viewed', null),
            event('invitation.claimed', june),
            event('invitation.revoked', staff, 'Sold the cabin'),
          ],
        },
      ],
    });
    expect(JSON.stringify(told)).not.toContain('june@');
  });

  it('tells the whole story of access that came, went and came back', async () => {
    const { provider, staff, theirs, invite, act, grants, receipt } = await desk();
    const [owner, other] = [provider.owner.displayName, staff.displayName];
    const tom = await createPerson(api.admin, { displayName: 'Tom Wick' });
    const first = await invite(tom, { role: 'tenant' });
    const reissued = await act<InvitationReissued>(`stakeholder-invites/${first.id}/reissue`);
    await claim(reissued.body.invitation.claim_url.slice('/i/'.length), tom);
    await act(`stakeholder-invites/${first.id}/revoke`, { reason: 'Moved away' });
    // One that was never taken up, and is taken back; and one that was, ended from the grant's side, without a reason.
    const second = await invite(tom, {}, theirs);
    await act(`stakeholder-invites/${second.id}/revoke`, { reason: 'Wrong run' });
    await claim((await invite(tom, { role: 'neighbour' }, theirs)).link, tom);
    const [grant] = await grants();
    await act(`stakeholders/${grant?.id}/revoke`);

    const [person, ...nobody] = (await receipt()).people;
    expect(nobody).toEqual([]);
    expect(person).toMatchObject({
      stakeholder_role: 'neighbour',
      status: 'revoked',
      revoked_reason: 'invitation_revoked',
    });
    expect(story(person)).toEqual([
      ['invitations.created', owner, null],
      ['invitation.reissued', owner, null],
      ['invitation.claimed', 'Tom Wick', null],
      ['invitation.revoked', owner, 'Moved away'],
      ['invitations.created', other, null],
      ['invitation.revoked', owner, 'Wrong run'],
      ['invitations.created', other, null],
      ['invitation.claimed', 'Tom Wick', null],
      ['invitation.revoked', owner, null],
    ]);
    expect(person?.events.map(({ role }) => role)).toEqual([
      ...Array(4).fill('tenant'),
      null,
      null,
      ...Array(3).fill('neighbour'),
    ]);
    const times = person?.events.map(({ at }) => at) ?? [];
    expect(times).toEqual([...times].sort());
  });

  it('keeps apart those who were invited together, and leaves out who never claimed', async () => {
    const { run, token, receipt } = await desk();
    const people = [await createPerson(api.admin), await createPerson(api.admin), await createPerson(api.admin)];
    const body = { invitees: people.map(({ email }) => ({ email })) };
    const path = `/api/provider/runs/${run.id}/stakeholder-invites`;
    const { body: made } = await api.client.post<InvitationsCreated>(path, { token, body });
    for (const index of [0, 1]) {
      await claim(made.invitations[index]?.claim_url.slice('/i/'.length) ?? '', people[index] as Person);
    }
    const told = (await receipt()).people;
    expect(told.map(({ individual }) => individual.id)).toEqual([people[0]?.id, people[1]?.id]);
    for (const [index, person] of told.entries()) {
      expect(new Set(person.events.map(({ invitation_id }) => invitation_id))).toEqual(
        new Set([made.invitations[index]?.id]),
      );
      expect(story(person)?.map(([action]) => action)).toEqual(['invitations.created', 'invitation.claimed']);
    }
    const one = (await receipt(`?individual=${people[1]?.id}`)).people;
    expect(one).toEqual([told[1]]);
    expect((await receipt(`?individual=${people[2]?.id}`)).people).toEqual([]);
  });

  it('still tells of somebody who was erased, by their id and nothing else', async () => {
    const { invite, act, receipt, csv } = await desk();
    const ended = await createPerson(api.admin, { displayName: 'CANARY Ended', email: 'canary-ended@people.example' });
    const active = await createPerson(api.admin, {
      displayName: 'CANARY Active',
      email: 'canary-active@people.example',
    });
    const earlier = await invite(ended);
    await claim(earlier.link, ended);
    await act(`stakeholder-invites/${earlier.id}/revoke`, { reason: 'Moved away' });
    const later = await invite(ended, { role: 'tenant' });
    await claim(later.link, ended);
    await act(`stakeholder-invites/${later.id}/revoke`, { reason: 'Sold the cabin' });
    await claim((await invite(active)).link, active);
    const before = (await receipt()).people;
    await erase(ended);
    await erase(active);

    const told = await receipt();
    // What somebody wrote of them went with them: names, and reasons.
    const left = (person: ReceiptPerson | undefined, name: string) =>
      person?.events.map((event) => ({ ...event, by: event.by === name ? null : event.by, reason: null }));
    expect(told.people).toEqual([
      {
        ...before[0],
        individual: { id: ended.id, display_name: null, email_masked: null },
        stakeholder_role: 'tenant',
        status: 'revoked',
        revoked_reason: 'invitation_revoked',
        events: left(before[0], ended.displayName),
      },
      {
        ...before[1],
        individual: { id: active.id, display_name: null, email_masked: null },
        status: 'revoked',
        revoked_at: null,
        revoked_reason: 'erased',
        events: left(before[1], active.displayName),
      },
    ]);
    expect((await receipt(`?individual=${active.id}`)).people).toEqual([told.people[1]]);
    const file = await csv();
    for (const text of [JSON.stringify(told), file.text]) expect(text).not.toMatch(/canary|cabin|moved/i);
    for (const { id } of [ended, active]) expect(file.text).toContain(id);
  });

  it('tells nothing of somebody who was erased and had access to another run', async () => {
    const { provider, receipt, token } = await desk();
    const other = await createRun(api.admin, provider);
    const june = await createPerson(api.admin);
    const { body } = await api.client.post<InvitationsCreated>(`/api/provider/runs/${other.id}/stakeholder-invites`, {
      token,
      body: { invitees: [{ email: june.email }] },
    });
    await claim(String(body.invitations[0]?.claim_url.slice('/i/'.length)), june);
    await erase(june);
    expect((await receipt()).people).toEqual([]);
  });

  it('names a member who gave access by their id, once they were erased', async () => {
    const { staff, theirs, invite, receipt } = await desk();
    const june = await createPerson(api.admin);
    await claim((await invite(june, {}, theirs)).link, june);
    await erase(staff);
    const [event] = (await receipt()).people[0]?.events ?? [];
    expect(event).toMatchObject({ action: 'invitations.created', by: null, by_id: staff.id });
  });

  it('tells of a grant whose invitation is gone, and of its end', async () => {
    const { run, provider, act, receipt, csv } = await desk();
    const [kept, ended] = [await createPerson(api.admin), await createPerson(api.admin)];
    await createGrant(api.admin, run, kept);
    const grant = await createGrant(api.admin, run, ended, { role: 'tenant' });
    await act(`stakeholders/${grant.id}/revoke`, { reason: 'Enough' });
    const told = (await receipt()).people;
    expect(told.map(({ individual, status }) => [individual.id, status])).toEqual([
      [kept.id, 'active'],
      [ended.id, 'revoked'],
    ]);
    expect([story(told[0]), story(told[1])]).toEqual([
      [],
      [['invitation.revoked', provider.owner.displayName, 'Enough']],
    ]);
    expect(told[1]?.events[0]?.invitation_id).toBeNull();
    const file = readCsv((await csv()).text);
    expect(file.slice(1).map((row) => row[12])).toEqual([kept.id, ended.id]);
  });

  it('of a run that nobody has had access to names the run, and nobody', async () => {
    const { run, receipt, csv } = await desk();
    await createInvitation(api.admin, run);
    expect(await receipt()).toEqual({ run: { id: run.id, name: 'Septic pump-out' }, people: [] });
    expect(readCsv((await csv()).text)).toHaveLength(1);
  });

  it('is for owners of the run’s organisation only', async () => {
    const { run, theirs, receipt } = await desk();
    const june = await createPerson(api.admin);
    await createGrant(api.admin, run, june);
    const stranger = await api.signIn((await createProvider(api.admin)).owner);
    for (const query of ['', '?format=csv', `?individual=${june.id}`]) {
      const path = `/api/tenant/runs/${run.id}/access-receipt${query}`;
      expectFailure(await api.client.get(path, { token: theirs }), 'error.auth.role_required');
      expectFailure(await api.client.get(path, { token: stranger }), 'error.run.not_found');
      expectFailure(await api.client.get(path), 'error.auth.required');
      expectFailure(await api.client.get(path, { token: await api.signIn(june) }), 'error.tenant.required');
    }
    for (const id of [unknownId(), 'garbage']) {
      const path = `/api/tenant/runs/${id}/access-receipt`;
      expectFailure(await api.client.get(path, { token: stranger }), 'error.run.not_found');
    }
    expect((await receipt()).people).toHaveLength(1);
  });

  it('shows nothing of the same person’s access to other runs, of this organisation or another', async () => {
    const { provider, run, receipt } = await desk();
    const june = await createPerson(api.admin);
    await createGrant(api.admin, run, june);
    for (const tenant of [provider, await createProvider(api.admin)]) {
      const other = await createRun(api.admin, tenant);
      const invitation = await createInvitation(api.admin, other, { email: june.email });
      await claim(invitation.token, june);
    }
    expect((await receipt()).people.map(story)).toEqual([[]]);
  });

  it.each(['?individual=garbage', '?format=xml', '?format=json&format=csv', '?limit=1'])(
    'refuses %s',
    async (query) => {
      const { run, token } = await desk();
      const answer = await api.client.get(`/api/tenant/runs/${run.id}/access-receipt${query}`, { token });
      const key = query.slice(1).split('=')[0] as string;
      expectInvalid(answer, [key, { individual: 'id', format: 'choice', limit: 'unknown' }[key] as string]);
    },
  );
});

describe('an access receipt as a file', () => {
  it('is CSV, a line an event, with the same as the receipt', async () => {
    const { run, invite, act, receipt, csv } = await desk();
    const june = await createPerson(api.admin, { displayName: 'June "Bug" Frank, née Ø' });
    const { id, link } = await invite(june, { role: 'property_owner' });
    await claim(link, june);
    await act(`stakeholder-invites/${id}/revoke`, { reason: 'Line one\nline "two", and more' });
    const file = await csv();
    expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8',
      `attachment; filename="access-receipt-${run.id}.csv"`,
    ]);
    const [head, ...rows] = readCsv(file.text);
    expect(head).toEqual([
      'run',
      'person',
      'address',
      'role',
      'at',
      'action',
      'by',
      'reason',
      'status',
      'granted_at',
      'revoked_at',
      'revoked_reason',
      'person_id',
      'by_id',
    ]);
    const [person] = (await receipt()).people;
    expect(rows).toEqual(
      person?.events.map((event) => [
        'Septic pump-out',
        person.individual.display_name,
        person.individual.email_masked,
        'property_owner',
        event.at,
        event.action,
        event.by ?? '',
        event.reason ?? '',
        'revoked',
        person.granted_at,
        person.revoked_at,
        person.revoked_reason,
        june.id,
        event.by_id ?? '',
      ]),
    );
    expect(rows).toHaveLength(3);
    expect(file.text).not.toContain(june.email);
  });

  it.each(['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20'])(
    'lets no spreadsheet take a text that begins with %j for a formula',
    async (sign) => {
      const evil = `${sign}HYPERLINK("https://evil.example","x")`;
      const { invite, act, csv } = await desk(evil);
      const june = await createPerson(api.admin, { displayName: evil });
      const { id, link } = await invite(june, { role: evil.slice(0, 50) });
      await claim(link, june);
      await act(`stakeholder-invites/${id}/revoke`, { reason: evil });
      const file = await csv();
      const cells = readCsv(file.text).flat();
      expect(cells.filter((cell) => cell.includes('HYPERLINK'))).toHaveLength(14);
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
    },
  );
});
