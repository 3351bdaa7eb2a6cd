import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type Publication, type RunDetail } from '@service-runs/contracts';
import { DESCRIBE_FAILURE, Notices } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../../core/http/api-failure';
import { CurrentTenant } from '../../core/session/current-tenant';
import { alberni, barkley, FakeSession } from '../../core/testing/fake-session';
import { RunsApi } from '../runs-api';
import { button, settle, words } from '../testing/page';
import { activity, bamfield, detail, grant, invitation, issued, run } from '../testing/runs';
import { RunPage } from './run-page';

describe('the page of a run', () => {
  const api = {
    read: jest.fn<Promise<RunDetail>, [string]>(),
    invitations: jest.fn(),
    stakeholders: jest.fn(),
    activity: jest.fn(),
    move: jest.fn(),
    reissue: jest.fn(),
    revokeInvitation: jest.fn(),
    revokeStakeholder: jest.fn(),
  };
  let fixture: ComponentFixture<unknown>;
  let session: FakeSession;
  const rest = () => settle(fixture);
  const part = (selector: string) => words(document.querySelector(selector));
  const publication = (more: Partial<Publication>): Publication => ({
    portal_id: 'p1',
    portal_slug: 'bamfield',
    portal_name: 'Bamfield community',
    source: 'published',
    published_at: '2026-03-07T22:20:00.000Z',
    unpublished_at: null,
    ...more,
  });

  beforeEach(() => {
    for (const call of Object.values(api)) call.mockReset();
    localStorage.clear();
    sessionStorage.clear();
    session = new FakeSession().enter();
    api.read.mockResolvedValue(detail());
    api.invitations.mockResolvedValue({ ok: true, invitations: [], next_cursor: null });
    api.stakeholders.mockResolvedValue({ ok: true, stakeholders: [], next_cursor: null });
    api.activity.mockResolvedValue({ ok: true, activity: [], next_cursor: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: api },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        session.provide(),
        provideRouter([{ path: 'runs/:id', component: RunPage }], withComponentInputBinding()),
      ],
    });
  });

  async function open(answer?: RunDetail) {
    if (answer) api.read.mockResolvedValue(answer);
    const harness = await RouterTestingHarness.create(`/runs/${bamfield.id}`);
    fixture = harness.fixture;
    await rest();
  }
  async function press(name: string) {
    button(name).click();
    await rest();
  }

  it('says what the run is, when and where, and takes its name', async () => {
    await open(
      detail(
        { price_estimate_cents: 420050, publishing_state: 'published' },
        {
          publications: [
            publication({}),
            publication({ portal_id: 'p2', portal_name: 'West coast', unpublished_at: '2026-03-09T22:20:00.000Z' }),
            publication({ portal_id: 'p3', portal_name: 'Home', source: 'home', published_at: null }),
          ],
        },
      ),
    );
    expect(part('h1')).toBe('Septic pump-out, Bamfield west side');
    expect(part('.when')).toMatch(/^Thu 12 March 2026 ?09:00–17:00$/);
    expect([...document.querySelectorAll('.strip li')].map(words)).toEqual([
      'Bamfield',
      'Vancouver time',
      'Targeted',
      'Published on 1 portal',
      'Estimate $4,200.50',
    ]);
    expect(part('sr-publications-section')).toMatch(
      /Bamfield community ?Published .* ?West coast ?Unpublished .* ?Home ?Home portal; not published there$/,
    );
    expect(TestBed.inject(Title).getTitle()).toBe('Septic pump-out, Bamfield west side · Service Runs');
  });

  it('strikes out the window of a cancelled run, which moves nowhere', async () => {
    await open(detail({ status: 'cancelled' }));
    expect(document.querySelector('.when')?.classList).toContain('off');
    expect(words(document.querySelector('sr-run-moves'))).toBe('EditDuplicateView as stakeholder');
  });

  it.each([
    ['draft', 'Schedule run Edit Duplicate View as stakeholder Cancel run'],
    ['scheduled', 'Start run Edit Duplicate View as stakeholder Cancel run'],
    ['in_progress', 'Complete run Edit Duplicate View as stakeholder Cancel run'],
    ['completed', 'Edit Duplicate View as stakeholder'],
  ] as const)('of a %s run offers: %s', async (status, moves) => {
    await open(detail({ status }));
    expect([...document.querySelectorAll('sr-run-moves > *')].map(words).join(' ')).toBe(moves);
  });

  it('says what a move does before it is made, then makes it from the version that was read', async () => {
    await open();
    await press('Start run');
    expect(part('[role=alertdialog]')).toContain('cannot go back to scheduled. The 1 person with access is told.');
    expect(part('[data-safe]')).toBe('Leave as scheduled');
    expect(api.move).not.toHaveBeenCalled();
    api.move.mockResolvedValue(run({ status: 'in_progress', version: 4 }));
    api.read.mockResolvedValue(detail({ status: 'in_progress', version: 4 }));
    await press('Start run');
    expect(api.move).toHaveBeenCalledWith(expect.objectContaining({ id: bamfield.id, version: 3 }), 'in_progress');
    expect(part('[aria-current=step]')).toBe('In progress');
    expect(TestBed.inject(Notices).text()).toBe('“Septic pump-out, Bamfield west side” is in progress.');
  });

  it('shows where the run stands now when somebody else was there before', async () => {
    await open();
    await press('Cancel run');
    api.move.mockRejectedValue(new ApiFailure('error.precondition_failed', 412));
    await press('Cancel run');
    expect(part('[role=alertdialog]')).toContain('Somebody else changed this in the meantime.');
    api.read.mockResolvedValue(detail({ status: 'completed' }));
    await press('Keep the run');
    expect(part('[aria-current=step]')).toBe('Completed');
  });

  it('says that a run is not there, and shows nothing of it', async () => {
    api.read.mockRejectedValue(new ApiFailure('error.run.not_found', 404));
    await open();
    expect(part('[role=alert]')).toContain('There is no such service run in this organisation.');
    expect(document.querySelector('.elsewhere')).toBeNull();
    expect(document.querySelector('sr-people-section, .acts')).toBeNull();
    api.read.mockResolvedValue(detail());
    await press('Try again');
    expect(part('h1')).toBe(bamfield.name);
  });

  it('is looked for in another organisation of the same person, when asked', async () => {
    session.enter([barkley, alberni]);
    api.read.mockRejectedValue(new ApiFailure('error.run.not_found', 404));
    await open();
    expect(part('.elsewhere')).toBe('Look for it in another organisation of yours:');
    api.read.mockResolvedValue(detail());
    await press(alberni.name);
    expect(part('h1')).toBe(bamfield.name);
    expect(TestBed.inject(CurrentTenant).id()).toBe(alberni.id);
    expect(TestBed.inject(Notices).text()).toBe(`You now act for ${alberni.name}.`);
  });

  it('stands while one of its parts could not be fetched', async () => {
    api.activity.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503, 'abcd'));
    await open();
    expect(part('sr-activity-section')).toContain('The activity could not be fetched');
    expect(part('sr-activity-section')).toContain('abcd');
    expect(part('sr-people-section')).toContain('Nobody is invited yet.');
    api.activity.mockResolvedValue({ ok: true, activity: [activity('run.created')], next_cursor: null });
    await press('Try again');
    expect(part('sr-activity-section')).toContain('Dana Whitford made the run');
  });

  it('shows earlier activity when asked', async () => {
    api.activity.mockResolvedValueOnce({ ok: true, activity: [activity('run.edited')], next_cursor: 'earlier' });
    await open();
    api.activity.mockResolvedValueOnce({ ok: true, activity: [activity('run.created')], next_cursor: null });
    await press('Show earlier');
    expect(api.activity).toHaveBeenLastCalledWith(bamfield.id, expect.objectContaining({ cursor: 'earlier' }));
    expect(document.querySelectorAll('sr-activity-section li')).toHaveLength(2);
  });

  describe('its people', () => {
    const rows = () => [...document.querySelectorAll('sr-people-section li')].map(words);

    it('are counted, and shown six at first', async () => {
      const invitations = Array.from({ length: 9 }, (_, n) => invitation(`p${n}@x.example`));
      api.invitations.mockResolvedValue({ ok: true, invitations, next_cursor: null });
      await open(detail({ invitation_counts: { sent: 9, viewed: 0, claimed: 0, expired: 0, revoked: 0 } }));
      expect(part('.tally')).toBe('9 sent');
      expect(rows()).toHaveLength(6);
      await press('Show all 9');
      expect(rows()).toHaveLength(9);
      expect(part('sr-people-section sr-end-of-list')).toBe('That is everybody: 9.');
    });

    it('lose access after a question that names them and what they lose', async () => {
      const claimed = invitation('june@pachena.example', { status: 'claimed' });
      api.invitations.mockResolvedValue({ ok: true, invitations: [claimed], next_cursor: null });
      api.stakeholders.mockResolvedValue({
        ok: true,
        stakeholders: [grant('June Frank', { invite_id: claimed.id })],
        next_cursor: null,
      });
      await open();
      await press('Revoke June Frank');
      expect(part('[role=alertdialog] h2')).toBe('Revoke June Frank’s access?');
      expect(part('[role=alertdialog]')).toContain('June Frank loses “Septic pump-out, Bamfield west side” at once');
      api.revokeStakeholder.mockResolvedValue({});
      await press('Revoke');
      expect(api.revokeStakeholder).toHaveBeenCalledWith(bamfield.id, 'grant-June Frank', null);
      expect(api.revokeInvitation).not.toHaveBeenCalled();
      expect(part('h2:focus')).toBe('Stakeholders and invitations');
    });

    it('who have no access yet lose the invitation', async () => {
      const sent = invitation('dock@bamfieldinn.example');
      api.invitations.mockResolvedValue({ ok: true, invitations: [sent], next_cursor: null });
      api.revokeInvitation.mockResolvedValue({});
      await open();
      await press('Revoke dock@bamfieldinn.example');
      await press('Revoke');
      expect(api.revokeInvitation).toHaveBeenCalledWith(bamfield.id, sent.id, null);
    });

    it('are marked while nobody has proven the address that they have access by', async () => {
      const unproven = grant('Gus Lindqvist');
      unproven.individual.email_verified = false;
      api.stakeholders.mockResolvedValue({
        ok: true,
        stakeholders: [unproven, grant('June Frank')],
        next_cursor: null,
      });
      await open();
      expect(rows().filter((row) => row.includes('Address unconfirmed'))).toEqual([
        expect.stringContaining('Gus Lindqvist'),
      ]);
    });

    it('are revoked by their grant where no invitation is known', async () => {
      api.stakeholders.mockResolvedValue({ ok: true, stakeholders: [grant('Lorne')], next_cursor: null });
      api.revokeStakeholder.mockResolvedValue({});
      await open();
      await press('Revoke Lorne');
      await press('Revoke');
      expect(api.revokeStakeholder).toHaveBeenCalledWith(bamfield.id, 'grant-Lorne', null);
    });

    it('whose link has run out get a new one, shown at once', async () => {
      const expired = invitation('priya@oceanlab.example', { status: 'expired' });
      api.invitations.mockResolvedValue({ ok: true, invitations: [expired], next_cursor: null });
      api.reissue.mockResolvedValue(issued('priya@oceanlab.example', { reissued: true }));
      await open();
      await press('Reissue priya@oceanlab.example');
      await press('Make a new link');
      expect(part('sr-notify-dialog code')).toBe('http://localhost/i/token-of-priya');
      expect(document.querySelector('sr-notify-dialog sr-address-field')).toBeNull();
    });
  });

  describe('what a move does to portals', () => {
    const live = { publications: [publication({}), publication({ portal_id: 'p2', portal_name: 'West coast' })] };

    it.each([
      ['draft', 'Schedule run', 'The 2 portals that it is published on show it from then on.'],
      ['draft', 'Cancel run', null],
      ['scheduled', 'Start run', null],
      ['scheduled', 'Cancel run', 'The 2 portals that it is published on stop showing it.'],
      ['in_progress', 'Complete run', 'The 2 portals that it is published on stop showing it.'],
    ] as const)('is said before a %s run is moved by “%s”', async (status, move, says) => {
      await open(detail({ status }, live));
      await press(move);
      const asked = part('[role=alertdialog]');
      const told = move === 'Schedule run' ? 'sees that' : 'is told';
      expect(asked).toContain(`The 1 person with access ${told}.`);
      if (says) expect(asked).toContain(says);
      else expect(asked).not.toContain('portal');
    });
  });

  it('leads to the same run once more, and to what others are shown of it', async () => {
    await open();
    const leads = (name: string) =>
      [...document.querySelectorAll('sr-run-moves a')].find((link) => words(link) === name)?.getAttribute('href');
    expect(leads('Duplicate')).toBe(`/app/provider/runs/new?from=${bamfield.id}`);
    expect(leads('View as stakeholder')).toBe(`/app/provider/runs/${bamfield.id}/preview`);
  });

  it('says why the public does not see a run that is published', async () => {
    await open(detail({ status: 'draft' }, { publications: [publication({})] }));
    expect(part('sr-publications-section')).toContain('Portals show it once it is scheduled.');
    expect(document.querySelector('sr-publications-section a')).toBeNull();
  });

  it('leads to the portal page of a run that the public sees', async () => {
    await open(detail({}, { publications: [publication({})] }));
    const link = document.querySelector('sr-publications-section a');
    expect(link?.getAttribute('href')).toBe('/p/bamfield');
    expect(part('sr-publications-section')).not.toContain('Portals show it once');
  });
});
