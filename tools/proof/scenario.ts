// The scenarios, in the order of a run's life: each act is a call as any program would make it, and what it has left in the
// database is looked up behind it.
import { Chapter, type Row } from './chapter.ts';
import { at, type Exchange, type Person, type Stage } from './stage.ts';

/** Planted where no stakeholder may look. */
const NOTE = 'Lockbox code is kept by the caretaker.';
const ADDRESS = '14 Grappler Road, Bamfield';
const PRICE = 123_457;

const STARTS = '2031-03-12T16:00:00.000Z';
const ENDS = '2031-03-13T00:00:00.000Z';
const MOVED_STARTS = '2031-03-13T16:00:00.000Z';
const MOVED_ENDS = '2031-03-14T00:00:00.000Z';

const INVITATION_COLUMNS = [
  'id',
  'status',
  'claim_token_hash',
  'claim_token_version',
  'claim_token_expires_at',
  'sent_at',
  'viewed_at',
  'claimed_at',
  'claimed_by_individual_id',
  'claimed_by_tenant_id',
  'revoked_at',
  'revoked_reason',
];
const GRANT_COLUMNS = [
  'id',
  'run_id',
  'run_tenant_id',
  'stakeholder_individual_id',
  'invite_id',
  'stakeholder_role',
  'status',
  'granted_at',
  'revoked_at',
  'revoked_reason',
];

export interface Cast {
  readonly dana: Person;
  readonly june: Person;
  readonly harold: Person;
  readonly marie: Person;
  readonly noel: Person;
  readonly barkley: string;
  readonly sarita: string;
  readonly run: string;
  readonly otherRun: string;
}

export interface Scenes {
  readonly cast: Cast;
  readonly management: Chapter;
  readonly notify: Chapter;
  readonly noSideEffects: Chapter;
  readonly claim: Chapter;
  readonly authorisation: Chapter;
  readonly revoke: Chapter;
  readonly fromTheGrant: Chapter;
  readonly reclaim: Chapter;
  readonly unique: Chapter;
  readonly dead: Chapter;
  readonly trail: Chapter;
  readonly notifications: Chapter;
  readonly actionUrls: Chapter;
}

export async function play(stage: Stage): Promise<Scenes> {
  for (const instant of [STARTS, ENDS, MOVED_STARTS, MOVED_ENDS]) stage.names.keep(instant);
  const { chapter: management, cast } = await manage(stage);
  const { notify, noSideEffects, links } = await notifyScene(stage, cast);
  const authorisation = new Chapter('Stakeholder authorisation');
  await deniedWithoutGrant(stage, cast, authorisation);
  const claim = await claimScene(stage, cast, links.june);
  await allowedWithGrant(stage, cast, authorisation);
  const revoke = await revokeScene(stage, cast, links.harold);
  const reclaim = await reclaimScene(stage, cast);
  const unique = await uniqueScene(stage, cast);
  const fromTheGrant = await revokeGrantScene(stage, cast);
  const dead = await deadLinks(stage, cast);
  const trail = await endOfTheRun(stage, cast);
  const notifications = await notificationScene(stage, cast);
  const actionUrls = await actionUrlScene(stage);
  return {
    cast,
    management,
    notify,
    noSideEffects,
    claim,
    authorisation,
    revoke,
    fromTheGrant,
    reclaim,
    unique,
    dead,
    trail,
    notifications,
    actionUrls,
  };
}

// ── Planning ─────────────────────────────────────────────────────────────────────────────────────────────────────────

async function manage(stage: Stage): Promise<{ chapter: Chapter; cast: Cast }> {
  const dana = await stage.person('Dana Whitford', 'dana@barkleyseptic.example', { verified: true });
  const noel = await stage.person('Noel Sarrazin', 'noel@saritaequipment.example', { verified: true });
  const june = await stage.person('June Frank', 'june@pachena.example', { verified: true });
  const harold = await stage.person('Harold Ostrom', 'harold@ostromway.example');
  const marie = await stage.person('Marie Lachance', 'marie@eastbamfield.example', { verified: true });

  const tenant = await stage.call(dana, 'POST', '/api/tenants', {
    body: { name: 'Barkley Septic & Fuel', contact_phone: '250-555-0142', time_zone: 'America/Vancouver' },
  });
  const barkley = named(stage, 'tenant', tenant, 'tenant.id');
  const sarita = named(
    stage,
    'tenant',
    await stage.call(noel, 'POST', '/api/tenants', { body: { name: 'Sarita Equipment' } }),
    'tenant.id',
  );

  const created = await stage.call(dana, 'POST', '/api/provider/runs', {
    body: {
      name: 'Septic pump-out, Bamfield west side',
      starts_at: STARTS,
      ends_at: ENDS,
      zone_name: 'Bamfield',
      market_mode: 'TARGETED',
      service_address: ADDRESS,
      internal_notes: NOTE,
      price_estimate_cents: PRICE,
    },
  });
  const run = named(stage, 'run', created, 'run.id');
  const other = await stage.call(noel, 'POST', '/api/provider/runs', {
    body: { name: 'Outboard and generator service, Grappler', market_mode: 'OPEN' },
  });
  const otherRun = named(stage, 'run', other, 'run.id');

  const skipped = await move(stage, dana, run, 'completed');
  const scheduled = await move(stage, dana, run, 'scheduled');
  const stale = await stage.call(dana, 'PATCH', `/api/provider/runs/${run}`, {
    body: { zone_name: 'Bamfield west' },
    headers: { 'if-match': '"1"' },
  });
  const foreign = await stage.call(noel, 'GET', `/api/provider/runs/${run}`);
  const acting = await stage.call(noel, 'GET', '/api/provider/runs', { headers: { 'x-tenant-id': barkley } });
  const listed = await stage.call(noel, 'GET', '/api/provider/runs');
  const counts = await stage.call(dana, 'GET', '/api/provider/runs/counts');
  const found = await stage.call(dana, 'GET', '/api/provider/runs?q=bamf&status=scheduled');

  const shown = ['ok', 'run.id', 'run.name', 'run.status', 'run.market_mode', 'run.starts_at', 'run.ends_at'];
  const more = ['run.time_zone', 'run.zone_name', 'run.publishing_state', 'run.version'];
  const chapter = new Chapter('A run: made, moved along, found')
    .holds('a new run is a draft', created.status === 201 && at(created.answer, 'run.status') === 'draft')
    .holds('it takes the time zone of its organisation', at(created.answer, 'run.time_zone') === 'America/Vancouver')
    .holds('a draft cannot be completed: 409', skipped.status === 409)
    .holds('it can be scheduled', scheduled.status === 200 && at(scheduled.answer, 'run.status') === 'scheduled')
    .holds('an edit of an older version is refused: 412', stale.status === 412)
    .holds("another organisation's run is not there: 404", foreign.status === 404)
    .holds('nobody acts for an organisation without belonging to it: 403', acting.status === 403)
    .holds(
      'each organisation lists its own runs only',
      (at(listed.answer, 'runs') as unknown[]).length === 1 && at(listed.answer, 'runs.0.id') === otherRun,
    )
    .holds('a part of the name finds it', at(found.answer, 'runs.0.id') === run)
    .exchange(created, [...shown, ...more])
    .exchange(skipped)
    .exchange(scheduled, ['ok', 'run.id', 'run.status', 'run.version'])
    .exchange(stale)
    .exchange(foreign)
    .exchange(acting)
    .exchange(counts)
    .exchange(found, ['ok', 'runs.*.id', 'runs.*.name', 'runs.*.status', 'runs.*.zone_name', 'next_cursor']);
  return { chapter, cast: { dana, june, harold, marie, noel, barkley, sarita, run, otherRun } };
}

function move(stage: Stage, by: Person, run: string, to: string): Promise<Exchange> {
  return stage.call(by, 'POST', `/api/provider/runs/${run}/transition`, { body: { to } });
}

// ── Notify, and what it leaves alone ─────────────────────────────────────────────────────────────────────────────────

async function notifyScene(stage: Stage, { dana, june, harold, run, barkley }: Cast) {
  const portal = await stage.one(
    `WITH made AS (INSERT INTO cc_portals (slug, name) VALUES ('bamfield-community', 'Bamfield community') RETURNING id)
     INSERT INTO cc_tenant_portals (tenant_id, portal_id) SELECT $1, id FROM made RETURNING portal_id AS id`,
    [barkley],
  );
  const portalId = String(portal?.['id']);
  stage.names.give('portal', portalId);
  const publishing = await publish(stage, dana, run, barkley, portalId);

  const counted = () => countsOf(stage, run);
  const before = await counted();
  const sent = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites`, {
    body: {
      invitees: [
        {
          email: june.email,
          name: 'June Frank',
          role: 'Property owner',
          message: 'We need the lane clear from 08:30.',
        },
        { email: harold.email, name: 'Harold Ostrom', role: 'Caretaker' },
      ],
    },
  });
  const after = await counted();
  const links = {
    june: token(stage, sent, 'invitations.0.claim_url'),
    harold: token(stage, sent, 'invitations.1.claim_url'),
  };
  for (const index of [0, 1]) named(stage, 'invitation', sent, `invitations.${index}.id`);

  const tracking = await stage.call(dana, 'GET', `/api/provider/runs/${run}/stakeholder-invites`);
  const again = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites`, {
    body: { invitees: [{ email: harold.email }] },
  });
  const oldLink = links.harold;
  links.harold = token(stage, again, 'invitations.0.claim_url');
  const oldOpened = await stage.call(null, 'GET', `/api/i/${oldLink}`);
  const told = await stage.call(june, 'GET', '/api/notifications');
  const untold = await stage.call(harold, 'GET', '/api/notifications');
  named(stage, 'notification', told, 'notifications.0.id');
  const stored = await stage.sql(
    `SELECT recipient_individual_id, title, body, action_url, context_type, context_id, link_version FROM cc_notifications
      WHERE title = 'Invitation' ORDER BY created_at, id`,
  );

  const notify = new Chapter('Notify: private invitations')
    .holds('two people are invited with one call: 201', sent.status === 201)
    .holds('each gets a link of their own', links.june !== oldLink)
    .holds('the list that tracks them holds no token and no link', !JSON.stringify(tracking.answer).includes('/i/'))
    .holds(
      'inviting the same address again reissues the same invitation, and the old link is dead',
      at(again.answer, 'invitations.0.reissued') === true &&
        at(again.answer, 'invitations.0.id') === at(sent.answer, 'invitations.1.id') &&
        oldOpened.status === 404,
    )
    .holds(
      'the verified owner of an invited address is told in the app, with the link to claim',
      at(told.answer, 'notifications.0.action_url') === `/i/${links.june}`,
    )
    .holds(
      'the owner of an address that is not confirmed is told nothing',
      (at(untold.answer, 'notifications') as unknown[]).length === 0,
    )
    .holds(
      'the notification rests in the database without its token',
      stored.every((row) => row['action_url'] === '/i/{token}'),
    )
    .exchange(sent)
    .text(
      'What the provider reads afterwards (`GET /api/provider/runs/run-1/stakeholder-invites`); a link is shown once, in ' +
        'the answer above, and never again:',
    )
    .table(byAddress(tracking), TRACKED)
    .exchange(again)
    .exchange(oldOpened)
    .text('What June Frank reads:')
    .exchange(told)
    .text('What rests in the database:')
    .table(stored);

  const noSideEffects = new Chapter('Publish and notify do not mix')
    .holds(
      'notifying two people wrote invitations, and no publication',
      after['cc_run_portal_publications'] === before['cc_run_portal_publications'] &&
        after['cc_invitations'] === Number(before['cc_invitations']) + 2,
    )
    .text('Rows before and after the call that notified:')
    .compare({ 'before notifying': before, 'after notifying': after });
  if (!publishing) {
    noSideEffects.text('The publication that was there before was put into the database for this.');
  } else {
    noSideEffects
      .holds('publishing sent no invitation and told nobody', publishing.silent)
      .text('Rows before and after the call that published:')
      .compare({ 'before publishing': publishing.before, 'after publishing': publishing.after })
      .exchange(publishing.exchange);
  }
  return { notify, noSideEffects, links };
}

/** People who are invited together are listed in the order of their random ids. */
function byAddress({ answer }: Exchange): Row[] {
  const rows = at(answer, 'invitations') as Row[];
  return [...rows].sort((a, b) => (String(a['invitee_email']) < String(b['invitee_email']) ? -1 : 1));
}

const TRACKED = ['id', 'invitee_email', 'invitee_role', 'status', 'sent_at', 'viewed_at', 'claim_token_expires_at'];

async function countsOf(stage: Stage, run: string): Promise<Row> {
  return {
    cc_run_portal_publications: await stage.count('cc_run_portal_publications'),
    'cc_run_portal_publications of run-1': await stage.count('cc_run_portal_publications', 'run_id = $1', [run]),
    cc_invitations: await stage.count('cc_invitations'),
    cc_notifications: await stage.count('cc_notifications'),
  };
}

/** By the call for it where this version has one; else the row is arranged, so that there is one to be left alone. */
async function publish(stage: Stage, by: Person, run: string, tenant: string, portal: string) {
  const before = await countsOf(stage, run);
  const exchange = await stage.call(by, 'POST', `/api/provider/runs/${run}/publish`, {
    body: { portal_ids: [portal] },
  });
  if (exchange.status === 404 && at(exchange.answer, 'error') === 'error.route.not_found') {
    await stage.sql(
      'INSERT INTO cc_run_portal_publications (run_tenant_id, run_id, portal_id, published_by_individual_id) VALUES ($1, $2, $3, $4)',
      [tenant, run, portal, by.id],
    );
    return undefined;
  }
  const after = await countsOf(stage, run);
  const silent =
    exchange.status === 200 &&
    after['cc_invitations'] === before['cc_invitations'] &&
    after['cc_notifications'] === before['cc_notifications'] &&
    after['cc_run_portal_publications'] === Number(before['cc_run_portal_publications']) + 1;
  return { before, after, exchange, silent };
}

// ── Claiming ─────────────────────────────────────────────────────────────────────────────────────────────────────────

async function claimScene(stage: Stage, { june, marie, harold, run }: Cast, link: string): Promise<Chapter> {
  const invitation = () => invitationOf(stage, june.email);
  const claim = (person: Person | null) => stage.call(person, 'POST', `/api/i/${link}/claim`);

  const sent = await invitation();
  const head = await fetch(`${stage.api.address}/api/i/${link}`, { method: 'HEAD' });
  const stillSent = await invitation();
  const opened = await stage.call(null, 'GET', `/api/i/${link}`);
  const viewed = await invitation();
  const openedAgain = await stage.call(null, 'GET', `/api/i/${link}`);
  const viewedAgain = await invitation();
  const signedOut = await claim(null);
  const wrongAddress = await claim(marie);
  const untouched = await invitation();

  const claimed = await claim(june);
  const after = await invitation();
  const grant = await grantOf(stage, run, june);
  named(stage, 'grant', { answer: grant }, 'id');
  const made = await traces(stage);
  const repeated = await Promise.all(Array.from({ length: 20 }, () => claim(june)));
  const madeByRepeats = await traces(stage);
  const taken = await claim(harold);
  const afterwards = await stage.call(null, 'GET', `/api/i/${link}`);

  return new Chapter('Claim flow')
    .holds('opening a link needs no credentials', opened.status === 200)
    .holds('HEAD does not count as opening it', head.status === 200 && stillSent?.['status'] === 'sent')
    .holds(
      'the first GET turns sent to viewed, and later ones change nothing',
      viewed?.['status'] === 'viewed' && openedAgain.status === 200 && same(viewed, viewedAgain),
    )
    .holds('claiming needs a signed-in person: 401', signedOut.status === 401)
    .holds(
      'another address is refused, and sees only a masked one: 403',
      wrongAddress.status === 403 &&
        at(wrongAddress.answer, 'invitee_email_masked') === 'j***e@pachena.example' &&
        same(viewedAgain, untouched),
    )
    .holds('the invited person gets access: 200', claimed.status === 200)
    .holds(
      'the invitation and the grant are written at one instant',
      after?.['claimed_at'] === grant?.['granted_at'] && grant?.['invite_id'] === after?.['id'],
    )
    .holds('the role of the invitation is copied to the grant', grant?.['stakeholder_role'] === 'Property owner')
    .holds(
      'twenty more claims at once answer the same and make nothing twice',
      repeated.every(({ status, answer }) => status === 200 && same(answer, claimed.answer)) &&
        same(made, madeByRepeats),
    )
    .holds('nobody else can claim it any more: 409', taken.status === 409)
    .holds(
      'a claimed link tells nothing of the run any more',
      at(afterwards.answer, 'invitation.status') === 'claimed' && at(afterwards.answer, 'run') === undefined,
    )
    .exchange(opened)
    .exchange(signedOut)
    .exchange(wrongAddress)
    .exchange(claimed)
    .exchange(taken)
    .exchange(afterwards)
    .text('The row of the invitation (`cc_invitations`), at each step:')
    .compare({ sent, 'after GET': viewed, 'after claim': after }, INVITATION_COLUMNS)
    .text('The grant that the claim has made (`cc_service_run_stakeholders`):')
    .compare({ before: undefined, 'after claim': grant }, GRANT_COLUMNS)
    .text('Rows that twenty repeated claims at once have added:')
    .compare({ 'after the claim': made, 'after twenty more': madeByRepeats });
}

async function traces(stage: Stage): Promise<Row> {
  return {
    grants: await stage.count('cc_service_run_stakeholders'),
    'notifications of a claim': await stage.count(
      'cc_notifications',
      `title IN ('Access granted', 'Invitation claimed')`,
    ),
    'claims in the trail': await stage.count('cc_audit_events', `action = 'invitation.claimed'`),
  };
}

// ── Who may look ─────────────────────────────────────────────────────────────────────────────────────────────────────

async function deniedWithoutGrant(stage: Stage, { june, noel, run }: Cast, chapter: Chapter): Promise<void> {
  const invited = await stage.call(june, 'GET', `/api/runs/${run}/view`);
  const anonymous = await stage.call(null, 'GET', `/api/runs/${run}/view`);
  const foreign = await stage.call(noel, 'GET', `/api/runs/${run}/view`);
  const unknownId = '00000000-0000-4000-8000-000000000000';
  stage.names.hide(unknownId, 'an id that no run has');
  const unknown = await stage.call(june, 'GET', `/api/runs/${unknownId}/view`);
  const bare = ({ answer }: Exchange) => ({ ...(answer as object), request_id: null });
  chapter
    .holds('without credentials: 401', anonymous.status === 401)
    .holds('an invitation alone gives no access, before it is claimed: 403', invited.status === 403)
    .holds('another organisation’s owner is refused: 403', foreign.status === 403)
    .holds(
      'a run that does not exist is refused in the same words',
      unknown.status === 403 && same(bare(unknown), bare(invited)),
    )
    .text('Invited, not yet claimed:')
    .exchange(invited)
    .text('A run that does not exist:')
    .exchange(unknown);
}

async function allowedWithGrant(
  stage: Stage,
  { dana, june, noel, run, barkley }: Cast,
  chapter: Chapter,
): Promise<void> {
  const view = await stage.call(june, 'GET', `/api/runs/${run}/view`);
  const shared = await stage.call(june, 'GET', '/api/runs');
  const member = await stage.call(dana, 'GET', `/api/runs/${run}/view`);
  const others = await stage.call(noel, 'GET', '/api/runs');
  const provider = await stage.call(june, 'GET', `/api/provider/runs/${run}`);
  const acting = await stage.call(june, 'GET', `/api/provider/runs/${run}`, { headers: { 'x-tenant-id': barkley } });
  const text = JSON.stringify([view.answer, shared.answer]);
  chapter
    .holds(
      'with an active grant: 200, as a stakeholder',
      view.status === 200 && at(view.answer, 'access.type') === 'stakeholder',
    )
    .holds(
      'no price, note, address of the service, and no e-mail or id of a person is in it',
      [NOTE, ADDRESS, String(PRICE), dana.id, june.id, dana.email, june.email].every(
        (secret) => !text.includes(secret),
      ),
    )
    .holds('a member of the owning organisation: 200, as tenant', at(member.answer, 'access.type') === 'tenant')
    .holds(
      'it is among the runs shared with her, and not among those of somebody else',
      at(shared.answer, 'runs.0.id') === run && (at(others.answer, 'runs') as unknown[]).length === 0,
    )
    .holds(
      'the provider’s own page of the run stays closed to her: 400 without, 403 with the organisation named',
      provider.status === 400 && acting.status === 403,
    )
    .text('With the grant:')
    .exchange(view)
    .text('A member of the organisation that owns the run:')
    .exchange(member, ['ok', 'run.id', 'run.name', 'access'])
    .text('Runs shared with June Frank:')
    .exchange(shared, ['ok', 'runs.*.id', 'runs.*.name', 'runs.*.access', 'next_cursor'])
    .text('The provider’s calls, tried by a stakeholder:')
    .exchange(acting);
}

// ── Taking back, and giving again ────────────────────────────────────────────────────────────────────────────────────

async function revokeScene(stage: Stage, cast: Cast, haroldsLink: string): Promise<Chapter> {
  const { dana, june, harold, run } = cast;
  await stage.call(harold, 'POST', `/api/i/${haroldsLink}/claim`);
  named(stage, 'grant', { answer: await grantOf(stage, run, harold) }, 'id');

  const look = (person: Person) => stage.call(person, 'GET', `/api/runs/${run}/view`);
  const before = { june: await look(june), harold: await look(harold) };
  const grantBefore = await grantOf(stage, run, june);
  const invitationBefore = await invitationOf(stage, june.email);
  const id = String(invitationBefore?.['id']);
  const revoked = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites/${id}/revoke`, {
    body: { reason: 'sold the cabin' },
  });
  const after = { june: await look(june), harold: await look(harold) };
  const grantAfter = await grantOf(stage, run, june);
  const invitationAfter = await invitationOf(stage, june.email);
  const again = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites/${id}/revoke`, {
    body: { reason: 'another reason' },
  });
  const told = await stage.call(june, 'GET', '/api/notifications?limit=1');
  const people = await stage.call(dana, 'GET', `/api/provider/runs/${run}/stakeholders`);

  return new Chapter('Revoke flow')
    .holds('both stakeholders see the run before', before.june.status === 200 && before.harold.status === 200)
    .holds('the very next request of the revoked person is denied: 403', after.june.status === 403)
    .holds('nobody else is affected: 200', after.harold.status === 200)
    .holds(
      'the grant is kept, with when and why',
      grantAfter?.['id'] === grantBefore?.['id'] &&
        grantAfter?.['status'] === 'revoked' &&
        grantAfter?.['revoked_reason'] === 'sold the cabin' &&
        grantAfter?.['revoked_at'] !== null,
    )
    .holds('grant and invitation end at one instant', grantAfter?.['revoked_at'] === invitationAfter?.['revoked_at'])
    .holds('revoking again changes nothing', again.status === 200 && same(again.answer, revoked.answer))
    .holds(
      'the person is told, and not sent to a page that is closed',
      at(told.answer, 'notifications.0.action_url') === '/app/notifications',
    )
    .exchange(revoked)
    .text('June Frank, on her next request:')
    .exchange(after.june)
    .text('Harold Ostrom, at the same time:')
    .exchange(after.harold, ['ok', 'run.id', 'run.name', 'access'])
    .text('The row of the grant:')
    .compare({ before: grantBefore, after: grantAfter }, GRANT_COLUMNS)
    .text('The row of the invitation:')
    .compare({ before: invitationBefore, after: invitationAfter }, INVITATION_COLUMNS)
    .text('What the provider sees of both:')
    .exchange(people, [
      'ok',
      ...[
        'individual.display_name',
        'individual.email_masked',
        'status',
        'granted_at',
        'revoked_at',
        'revoked_reason',
      ].map((key) => `stakeholders.*.${key}`),
    ]);
}

async function reclaimScene(stage: Stage, { dana, june, run }: Cast): Promise<Chapter> {
  const before = await grantOf(stage, run, june);
  const invited = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites`, {
    body: { invitees: [{ email: june.email, role: 'Site contact' }] },
  });
  named(stage, 'invitation', invited, 'invitations.0.id');
  const link = token(stage, invited, 'invitations.0.claim_url');
  const stillDenied = await stage.call(june, 'GET', `/api/runs/${run}/view`);
  const claimed = await stage.call(june, 'POST', `/api/i/${link}/claim`);
  const after = await grantOf(stage, run, june);
  const view = await stage.call(june, 'GET', `/api/runs/${run}/view`);
  const rows = await stage.count('cc_service_run_stakeholders', 'run_id = $1 AND stakeholder_individual_id = $2', [
    run,
    june.id,
  ]);
  const invitations = await stage.sql(
    `SELECT id, status, invitee_role, claimed_at, revoked_at, revoked_reason FROM cc_invitations
      WHERE invitee_email = $1 ORDER BY created_at`,
    [june.email],
  );

  return new Chapter('Claiming again reactivates the same grant')
    .holds('a new invitation alone does not open the run again: 403', stillDenied.status === 403)
    .holds('claiming it does: 200', claimed.status === 200 && view.status === 200)
    .holds('it is the same row, not a second one', after?.['id'] === before?.['id'] && rows === 1)
    .holds(
      'it is active, nothing is left of the revocation, and role, time and invitation are the new ones',
      after?.['status'] === 'active' &&
        after['revoked_at'] === null &&
        after['revoked_reason'] === null &&
        after['stakeholder_role'] === 'Site contact' &&
        after['invite_id'] !== before?.['invite_id'] &&
        String(after['granted_at']) > String(before?.['granted_at']),
    )
    .exchange(claimed)
    .text('The row of the grant:')
    .compare({ 'while revoked': before, 'after claiming again': after }, GRANT_COLUMNS)
    .text('The first invitation stays as it ended; the second is a row of its own:')
    .table(invitations);
}

async function uniqueScene(stage: Stage, { june, run, barkley }: Cast): Promise<Chapter> {
  const rows = await stage.sql(
    `SELECT conname, contype, conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE conname = 'uq_run_stakeholder'`,
  );
  const insert = `INSERT INTO cc_service_run_stakeholders (run_id, run_tenant_id, stakeholder_individual_id) VALUES ($1, $2, $3)`;
  const refused = await stage.sql(insert, [run, barkley, june.id]).then(
    () => 'accepted',
    ({ code, constraint }: { code: string; constraint: string }) => `${code} ${constraint}`,
  );
  return new Chapter('One grant for one person and one run: `uq_run_stakeholder`')
    .holds(
      'the constraint is there',
      rows.length === 1 && rows[0]?.['definition'] === 'UNIQUE (run_id, stakeholder_individual_id)',
    )
    .holds('a second row is refused even to the superuser', refused === '23505 uq_run_stakeholder')
    .table(rows)
    .text(`A second grant for the same person and run, inserted by hand: \`${refused}\`.`);
}

async function revokeGrantScene(stage: Stage, { dana, harold, run }: Cast): Promise<Chapter> {
  const before = await grantOf(stage, run, harold);
  const invitationBefore = await invitationOf(stage, harold.email);
  const revoked = await stage.call(
    dana,
    'POST',
    `/api/provider/runs/${run}/stakeholders/${String(before?.['id'])}/revoke`,
    { body: {} },
  );
  const after = await grantOf(stage, run, harold);
  const invitationAfter = await invitationOf(stage, harold.email);
  const view = await stage.call(harold, 'GET', `/api/runs/${run}/view`);
  const keys = ['id', 'status', 'revoked_at', 'revoked_reason'];
  return new Chapter('Revoking from the side of the grant')
    .holds('the grant ends, and the next request is denied', after?.['status'] === 'revoked' && view.status === 403)
    .holds('its invitation is revoked with it', invitationAfter?.['status'] === 'revoked')
    .holds('without a reason the row says what ended it', after?.['revoked_reason'] === 'invitation_revoked')
    .exchange(revoked)
    .text('The grant:')
    .compare({ before, after }, keys)
    .text('Its invitation:')
    .compare({ before: invitationBefore, after: invitationAfter }, keys);
}

async function deadLinks(stage: Stage, { dana, run }: Cast): Promise<Chapter> {
  const invite = async (email: string) => {
    const answer = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites`, {
      body: { invitees: [{ email }] },
    });
    return {
      id: named(stage, 'invitation', answer, 'invitations.0.id'),
      link: token(stage, answer, 'invitations.0.claim_url'),
    };
  };
  const expiring = await invite('priya@oceanlab.example');
  await stage.sql(`UPDATE cc_invitations SET claim_token_expires_at = now() WHERE id = $1`, [expiring.id]);
  const revoking = await invite('tom@wickfloats.example');
  await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites/${revoking.id}/revoke`, { body: {} });
  const unknown = 'f'.repeat(64);
  stage.names.hide(unknown, 'a token that was never made');

  const tries = {
    expired: await stage.call(null, 'GET', `/api/i/${expiring.link}`),
    revoked: await stage.call(null, 'GET', `/api/i/${revoking.link}`),
    unknown: await stage.call(null, 'GET', `/api/i/${unknown}`),
    malformed: await stage.call(null, 'GET', '/api/i/no-token-at-all'),
  };
  const bare = ({ answer }: Exchange) => ({ ...(answer as object), request_id: null });
  const all = Object.values(tries);
  const tracking = await stage.call(dana, 'GET', `/api/provider/runs/${run}/stakeholder-invites?status=expired`);
  return new Chapter('Dead links')
    .holds(
      'expired, revoked, unknown and malformed are one answer',
      all.every((one) => one.status === 404 && same(bare(one), bare(tries.unknown))),
    )
    .holds(
      'past its time an invitation reads, and filters, as expired',
      at(tracking.answer, 'invitations.0.id') === expiring.id &&
        at(tracking.answer, 'invitations.0.status') === 'expired',
    )
    .table(
      Object.entries(tries).map(([link, { status, answer }]) => ({
        link,
        status,
        error: `\`${String(at(answer, 'error'))}\``,
        message: String(at(answer, 'message')),
      })),
    );
}

/** The run goes on, so that whatever its stakeholders are told of it is among the notifications. */
async function endOfTheRun(stage: Stage, { dana, run }: Cast): Promise<Chapter> {
  await stage.call(dana, 'PATCH', `/api/provider/runs/${run}`, {
    body: { starts_at: MOVED_STARTS, ends_at: MOVED_ENDS },
  });
  await move(stage, dana, run, 'in_progress');
  const completed = await move(stage, dana, run, 'completed');
  const closed = await stage.call(dana, 'POST', `/api/provider/runs/${run}/stakeholder-invites`, {
    body: { invitees: [{ email: 'late@pachena.example' }] },
  });
  const { answer } = await stage.call(dana, 'GET', `/api/provider/runs/${run}/activity?limit=100`);
  const activity = at(answer, 'activity') as Row[];
  const personal = await stage.count('cc_audit_events', `detail::text LIKE '%@%' OR detail::text LIKE '%June%'`);
  return new Chapter('What happened to the run, as its provider reads it')
    .holds('it can be started and completed', at(completed.answer, 'run.status') === 'completed')
    .holds('a run that is over takes no more invitations: 409', closed.status === 409)
    .holds('the trail itself keeps ids and states, and nothing about a person', personal === 0)
    .exchange(closed)
    .text('`GET /api/provider/runs/run-1/activity`, newest first:')
    .table(
      activity.map(({ action, actor_name, subject_name, reason, detail }) => ({
        action: `\`${String(action)}\``,
        who: actor_name,
        whom: subject_name,
        reason,
        detail,
      })),
    );
}

// ── What people are told ─────────────────────────────────────────────────────────────────────────────────────────────

async function notificationScene(stage: Stage, { june, harold }: Cast): Promise<Chapter> {
  const rows = await stage.sql(
    `SELECT p.display_name AS recipient, n.title, n.body, n.action_url, n.category, n.context_type, n.context_id
       FROM cc_notifications n JOIN cc_individuals p ON p.id = n.recipient_individual_id
      ORDER BY p.display_name, n.created_at, n.title`,
  );
  const hers = await stage.call(june, 'GET', '/api/notifications');
  const notifications = at(hers.answer, 'notifications') as { id: string; title: string; action_url: string | null }[];

  const deadInvitation = notifications.findLast(({ title }) => title === 'Invitation');
  const unread = await stage.call(june, 'GET', '/api/notifications/unread-count');
  const foreign = await stage.call(harold, 'POST', `/api/notifications/${notifications[0]?.id}/read`);
  const readAll = await stage.call(june, 'POST', '/api/notifications/read-all');
  return new Chapter('Notification evidence')
    .holds(
      'a notification about an invitation is of category system and points to it',
      rows
        .filter((row) => row['context_type'] === 'invitation')
        .every((row) => row['category'] === 'system' && row['context_id'] !== null),
    )
    .holds('a notification whose link has died leads nowhere', deadInvitation?.action_url === null)
    .holds('nobody reads or marks another person’s notification: 404', foreign.status === 404)
    .holds('unread ones are counted, and can all be read at once', at(readAll.answer, 'unread_count') === 0)
    .text('Every row of `cc_notifications` that the scenarios have left, by recipient:')
    .table(rows)
    .text('What June Frank reads of hers; links are written out while they live:')
    .exchange(hers, ['ok', 'notifications.*.title', 'notifications.*.body', 'notifications.*.action_url'])
    .exchange(unread)
    .exchange(readAll);
}

async function actionUrlScene(stage: Stage): Promise<Chapter> {
  const rows = await stage.sql(
    `SELECT DISTINCT n.title,
            CASE WHEN EXISTS (SELECT FROM cc_tenant_members m WHERE m.individual_id = n.recipient_individual_id)
                 THEN 'provider' ELSE 'stakeholder or invitee' END AS recipient,
            '\`' || regexp_replace(n.action_url, '[0-9a-f]{8}-[0-9a-f-]{27}', '<run id>') || '\`' AS action_url
       FROM cc_notifications n ORDER BY 2, 1`,
  );
  return new Chapter('Action URLs by scenario')
    .holds(
      'nobody but a provider is sent to a provider page',
      rows.every((row) => row['recipient'] === 'provider' || !String(row['action_url']).includes('/provider/')),
    )
    .table(rows, ['title', 'recipient', 'action_url']);
}

// ── Helpers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function named(stage: Stage, kind: string, { answer }: Pick<Exchange, 'answer'>, place: string): string {
  const value = at(answer, place);
  if (typeof value !== 'string') throw new Error(`There is no ${place} in ${JSON.stringify(answer)}`);
  stage.names.give(kind, value);
  return value;
}

function token(stage: Stage, { answer }: Exchange, place: string): string {
  const link = at(answer, place);
  if (typeof link !== 'string') throw new Error(`There is no ${place} in ${JSON.stringify(answer)}`);
  const value = link.slice('/i/'.length);
  stage.names.token(value);
  return value;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function invitationOf(stage: Stage, email: string): Promise<Row | undefined> {
  return stage.one('SELECT * FROM cc_invitations WHERE invitee_email = $1 ORDER BY created_at DESC LIMIT 1', [email]);
}

function grantOf(stage: Stage, run: string, person: Person): Promise<Row | undefined> {
  return stage.one('SELECT * FROM cc_service_run_stakeholders WHERE run_id = $1 AND stakeholder_individual_id = $2', [
    run,
    person.id,
  ]);
}
