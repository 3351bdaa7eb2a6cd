import { TestBed } from '@angular/core/testing';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type Membership } from '@service-runs/contracts';
import { DESCRIBE_FAILURE, Notices } from '@service-runs/ui';
import { describeFailure } from '../core/http/api-failure';
import { alberni, barkley, dana, FakeSession } from '../core/testing/fake-session';
import { button, enter, field, isThere, pause, saidOf, settle, words } from '../runs/testing/page';
import routes from './settings.routes';
import { apiKey, invitation, issued, owner, tenant, wes } from './testing/settings';

const noel = {
  ...owner,
  individual: { ...dana, id: 'noel', display_name: 'Noel Sarrazin', email: 'noel@sarita.example' },
};

describe('settings', () => {
  let session: FakeSession;
  let calls: HttpTestingController;
  let harness: RouterTestingHarness;
  let host: HTMLElement;

  beforeEach(() => {
    localStorage.clear();
    session = new FakeSession();
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'app/settings', children: routes },
          { path: '**', children: [] },
        ]),
      ],
    });
    calls = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    calls.verify();
    document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.remove());
  });

  async function open(page: string, tenants: readonly Membership[] = [barkley]) {
    session.enter(tenants);
    harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(`/app/settings/${page}`);
    host = harness.routeNativeElement as HTMLElement;
  }

  const rest = () => settle(harness.fixture);
  const refuse = (call: TestRequest, error: string, status: number, details: object[] = []) =>
    call.flush({ ok: false, error, request_id: '7f3a', details }, { status, statusText: '-' });
  const places = () => [...host.querySelectorAll('nav a')].map(words);
  const rows = (nth = 0) => [...(host.querySelectorAll('ul.lines')[nth]?.querySelectorAll('li') ?? [])].map(words);
  const dialog = () => words([...document.querySelectorAll('cdk-dialog-container')].at(-1));
  const told = () => TestBed.inject(Notices).text();
  const press = async (name: string) => {
    button(name).click();
    await pause();
  };

  describe('the ways between them', () => {
    it('show owners all of it', async () => {
      await open('profile');
      expect(places()).toEqual(['Organisation', 'Members', 'API keys', 'Profile', 'Notifications', 'Password']);
      expect(words(host.querySelector('[aria-current=page]'))).toBe('Profile');
    });

    it('show staff no page that only owners have', async () => {
      await open('profile', [alberni]);
      expect(places()).toEqual(['Organisation', 'Members', 'Profile', 'Notifications', 'Password']);
    });

    it('show somebody without an organisation their own, and lead there', async () => {
      await open('members', []);
      expect(places()).toEqual(['Profile', 'Notifications', 'Password']);
      expect(TestBed.inject(Router).url).toBe('/app/settings/profile');
    });
  });

  describe('of the organisation', () => {
    const call = (method = 'GET') => calls.expectOne({ method, url: '/api/tenant' });
    async function show(tenants = [barkley]) {
      await open('organisation', tenants);
      call().flush({ ok: true, tenant });
      await rest();
    }

    it('can be changed by owners, who are told where invitees see what', async () => {
      await show();
      expect(saidOf('Name')).toContain('what portals show');
      expect(words(host.querySelector('#tenant-contact-help'))).toMatch(/^Invitees see these on their invitation/);
      enter('Name', ' Barkley Fuel ');
      enter('Time zone', 'America/Dawson_Creek');
      enter('Phone (optional)', '');
      enter('Email (optional)', 'office@barkleyseptic.example');
      button('Save').click();
      await pause();
      const sent = call('PATCH');
      const { request } = sent;
      sent.flush({ ok: true, tenant: { ...tenant, ...request.body } });
      expect(request.body).toEqual({
        name: 'Barkley Fuel',
        time_zone: 'America/Dawson_Creek',
        contact_phone: null,
        contact_email: 'office@barkleyseptic.example',
      });
      await rest();
      expect(told()).toBe('The organisation is saved.');
      expect(session.load).toHaveBeenCalledTimes(1);
      expect(field('Name').value).toBe('Barkley Fuel');
    });

    it('says beside its field what is wrong, and sends nothing', async () => {
      await show();
      enter('Name', ' ');
      enter('Email (optional)', 'office');
      button('Save').click();
      await rest();
      expect(saidOf('Name')).toContain('Enter the name that your customers know.');
      expect(saidOf('Email (optional)')).toContain('Enter a whole address');
      expect(document.activeElement).toBe(field('Name'));
    });

    it('names the field that the API refused, and keeps what was typed', async () => {
      await show();
      enter('Phone (optional)', 'x'.repeat(60));
      await press('Save');
      refuse(call('PATCH'), 'error.validation', 400, [
        { path: 'contact_phone', rule: 'maxLength', message: 'must be at most 50 characters long' },
      ]);
      await rest();
      expect(saidOf('Phone (optional)')).toBe('Phone (optional) must be at most 50 characters long.');
      expect(field('Phone (optional)').value).toBe('x'.repeat(60));
      await press('Save');
      refuse(call('PATCH'), 'error.unavailable', 503);
      await rest();
      expect(words(host.querySelector('form [role=alert]'))).toMatch(/^The server is busy/);
    });

    it('asks before it is left with something that is not saved', async () => {
      await show();
      enter('Name', 'Barkley Fuel');
      void TestBed.inject(Router).navigateByUrl('/app/settings/profile');
      await pause();
      expect(dialog()).toMatch(/^Leave without saving\?/);
      await press('Keep editing');
      expect(TestBed.inject(Router).url).toBe('/app/settings/organisation');
      expect(field('Name').value).toBe('Barkley Fuel');
    });

    it('is shown to staff, who are told who can change it', async () => {
      await show([alberni]);
      expect(host.querySelector('form')).toBeNull();
      expect([...host.querySelectorAll('dt')].map(words)).toEqual(['Name', 'Time zone', 'Whom to call']);
      expect(words(host)).toContain('250-555-0142');
      expect(words(host)).toContain('Only owners can change this.');
    });

    it('tries again when it could not be fetched', async () => {
      await open('organisation');
      refuse(call(), 'error.internal', 500);
      await rest();
      expect(words(host.querySelector('[role=alert]'))).toMatch(/^The organisation could not be fetched.*7f3a/);
      await press('Try again');
      call().flush({ ok: true, tenant });
      await rest();
      expect(field('Name').value).toBe(tenant.name);
    });
  });

  describe('of the members', () => {
    const membersCall = () => calls.expectOne('/api/tenant/members');
    const invitesCall = (cursor = '') => calls.expectOne(`/api/tenant/member-invites?limit=25${cursor}`);
    async function show(members = [owner, wes], invitations = [invitation()], tenants = [barkley]) {
      await open('members', tenants);
      membersCall().flush({ ok: true, members });
      if (tenants[0]?.role === 'owner') invitesCall().flush({ ok: true, invitations, next_cursor: null });
      await rest();
    }
    const again = async (members = [owner, wes]) => {
      await pause();
      membersCall().flush({ ok: true, members });
      await rest();
    };

    it('lists who belongs to it, as what, and whom it asks to', async () => {
      await show();
      expect(rows()[0]).toMatch(/^Dana Whitford ?\(you\) ?dana@barkleyseptic\.example · since 22 Oct 2025/);
      expect(rows()[0]).toMatch(/Owner$/);
      expect(rows()[1]).toMatch(/^Wes Thornquist ?wes@.*· address not confirmed ?Staff ?Make owner ?Remove$/);
      expect(rows(1)[0]).toMatch(
        /^leif@barkleyseptic\.example ?as staff · Sent 8 Mar.* · until 8 Apr.*Sent ?Reissue ?Revoke$/,
      );
    });

    it('protects the last owner, and says so', async () => {
      await show();
      expect(rows()[0]).toMatch(
        /You are the only owner\. To leave or become staff, make somebody else an owner first\. ?Owner$/,
      );
      expect(isThere('Leave Barkley Septic & Fuel')).toBe(false);
    });

    it('shows staff who is here, and nothing to change it by', async () => {
      await show([owner, wes], [], [{ ...alberni, role: 'staff' }]);
      expect(rows()).toHaveLength(2);
      expect(host.querySelectorAll('button')).toHaveLength(0);
      expect(words(host)).toContain('Only owners invite, remove and change roles.');
    });

    it('makes somebody an owner, once it has said what that means', async () => {
      await show();
      await press('Make Wes Thornquist an owner');
      expect(dialog()).toMatch(/^Make Wes Thornquist an owner\?.*invite and remove people, you included\./);
      await press('Make owner');
      const call = calls.expectOne({ method: 'PATCH', url: `/api/tenant/members/${wes.individual.id}` });
      expect(call.request.body).toEqual({ role: 'owner' });
      call.flush({ ok: true, member: { ...wes, role: 'owner' } });
      await again([owner, { ...wes, role: 'owner' }]);
      expect(told()).toBe('Wes Thornquist is an owner now.');
      expect(isThere('Make Wes Thornquist staff')).toBe(true);
      expect(isThere('Leave Barkley Septic & Fuel')).toBe(true);
    });

    it('removes somebody, who is out on the next request', async () => {
      await show();
      await press('Remove Wes Thornquist');
      expect(dialog()).toContain('Wes Thornquist is out of Barkley Septic & Fuel on the next request');
      await press('Remove');
      calls.expectOne({ method: 'DELETE', url: `/api/tenant/members/${wes.individual.id}` }).flush({ ok: true });
      await again([owner]);
      expect(told()).toBe('Wes Thornquist is no longer a member.');
      expect(document.activeElement).toBe(host.querySelector('#members'));
      expect(words(host)).toContain('Nobody else is here yet.');
    });

    it('tells that the last owner cannot go when another has gone meanwhile', async () => {
      await show([owner, noel]);
      await press('Make Noel Sarrazin staff');
      await press('Make staff');
      refuse(calls.expectOne('/api/tenant/members/noel'), 'error.member.last_owner', 409);
      await pause();
      expect(dialog()).toContain('An organisation needs at least one owner. Nothing was changed');
      await press('Leave as it is');
      await again([owner, noel]);
    });

    it('asks again in other words before somebody lowers themselves, and shows what staff see then', async () => {
      await show([owner, noel]);
      session.load.mockImplementation(() => {
        session.tenants.set([{ ...barkley, role: 'staff' }]);
        return Promise.resolve();
      });
      await press('Make Dana Whitford staff');
      expect(dialog()).toMatch(/^Make yourself staff\?.*Only another owner can make you an owner again\./);
      await press('Make staff');
      calls.expectOne(`/api/tenant/members/${dana.id}`).flush({ ok: true, member: { ...owner, role: 'staff' } });
      await again([{ ...owner, role: 'staff' }, noel]);
      expect(isThere('Invite a colleague')).toBe(false);
      expect(places()).not.toContain('API keys');
    });

    it('lets somebody leave, and leads to what is theirs then', async () => {
      await show([owner, noel]);
      await press('Leave Barkley Septic & Fuel');
      expect(dialog()).toContain('Only a new invitation lets you in again.');
      await press('Leave');
      calls.expectOne({ method: 'DELETE', url: `/api/tenant/members/${dana.id}` }).flush({ ok: true });
      await pause();
      expect(session.load).toHaveBeenCalledTimes(1);
      expect(TestBed.inject(Router).url).toBe('/app');
      expect(told()).toBe('You have left Barkley Septic & Fuel.');
    });

    it('tries again when they could not be fetched, each list for itself', async () => {
      await open('members');
      refuse(membersCall(), 'error.unavailable', 503);
      refuse(invitesCall(), 'error.unavailable', 503);
      await rest();
      const failures = [...host.querySelectorAll('[role=alert]')].map(words);
      expect(failures[0]).toMatch(/^The members could not be fetched/);
      expect(failures[1]).toMatch(/^The invitations could not be fetched/);
      await press('Try again');
      invitesCall().flush({ ok: true, invitations: [], next_cursor: null });
      await rest();
      expect(words(host)).toContain('No colleague has been invited yet.');
      await press('Try again');
      membersCall().flush({ ok: true, members: [owner] });
      await rest();
      expect(rows()).toHaveLength(1);
    });

    it('shows more invitations page by page', async () => {
      await open('members');
      membersCall().flush({ ok: true, members: [owner] });
      invitesCall().flush({ ok: true, invitations: [invitation()], next_cursor: 'more' });
      await rest();
      await press('Show more');
      const other = invitation({ id: 'b', status: 'claimed', claimed_at: '2026-03-09T16:00:00.000Z' });
      invitesCall('&cursor=more').flush({ ok: true, invitations: [other], next_cursor: null });
      await rest();
      expect(rows(1)).toHaveLength(2);
      expect(rows(1)[1]).not.toContain('Revoke');
    });

    describe('invites a colleague', () => {
      const inviteCall = () => calls.expectOne({ method: 'POST', url: '/api/tenant/member-invites' });
      async function invite(email: string) {
        await show([owner], []);
        await press('Invite a colleague');
        enter('Email', email);
        field('Owner').click();
        await press('Create invitation');
      }

      it('by address and role, and shows the link once', async () => {
        await invite(' leif@barkleyseptic.example ');
        await press('Creating');
        const call = inviteCall();
        expect(call.request.body).toEqual({ email: 'leif@barkleyseptic.example', role: 'owner' });
        expect(call.request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
        call.flush({ ok: true, invitation: issued({ invitee_role: 'owner' }) });
        await pause();
        expect(dialog()).toMatch(/^Invitation link ?For leif@barkleyseptic\.example, as owner\./);
        expect(field('Invitation link').value).toBe('http://localhost/i/token-of-leif');
        expect(document.activeElement).toBe(field('Invitation link'));
      });

      it('and does not close over a link that was not copied without a question', async () => {
        await invite('leif@barkleyseptic.example');
        inviteCall().flush({ ok: true, invitation: issued({ reissued: true }) });
        await pause();
        expect(dialog()).toContain('There was an open invitation already');
        await press('Done');
        expect(dialog()).toMatch(/^Close without copying the link\?/);
        await press('Stay');
        expect(dialog()).toMatch(/^Invitation link/);
        Object.assign(navigator, { clipboard: { writeText: () => Promise.resolve() } });
        try {
          document.querySelector<HTMLElement>('sr-shown-once button')?.click();
          await pause();
          await press('Done');
          expect(document.querySelector('cdk-dialog-container')).toBeNull();
        } finally {
          Object.assign(navigator, { clipboard: undefined });
        }
        invitesCall().flush({ ok: true, invitations: [invitation()], next_cursor: null });
        await rest();
        expect(rows(1)).toHaveLength(1);
      });

      it('and holds on to that link when the page is left', async () => {
        await invite('leif@barkleyseptic.example');
        inviteCall().flush({ ok: true, invitation: issued() });
        await pause();
        void TestBed.inject(Router).navigateByUrl('/app/settings/profile');
        await pause();
        expect(dialog()).toMatch(/^Close without copying the link\?/);
        await press('Stay');
        expect(TestBed.inject(Router).url).toBe('/app/settings/members');
      });

      it.each([
        ['', 'Enter the address of your colleague.'],
        ['leif@barkley', 'Enter a whole address'],
      ])('but no one at “%s”', async (email, why) => {
        await invite(email);
        expect(saidOf('Email')).toContain(why);
        expect(document.activeElement).toBe(field('Email'));
      });

      it('and says when the address is a member’s already, or why it could not be done', async () => {
        await invite('wes@barkleyseptic.example');
        refuse(inviteCall(), 'error.validation', 400, [
          { path: 'email', rule: 'already_member', message: 'belongs to a member already' },
        ]);
        await pause();
        expect(saidOf('Email')).toBe('This address belongs to a member already.');
        await press('Create invitation');
        refuse(inviteCall(), 'error.unavailable', 503);
        await pause();
        expect(dialog()).toContain('The server is busy.');
        expect(field('Email').value).toBe('wes@barkleyseptic.example');
      });
    });

    it('makes a new link, once it has said that the old ones die', async () => {
      await show();
      await press('Reissue the invitation for leif@barkleyseptic.example');
      expect(dialog()).toContain('so far stops working at once');
      await press('Make a new link');
      calls.expectOne('/api/tenant/member-invites/invite-leif/reissue').flush({ ok: true, invitation: issued() });
      await pause();
      expect(field('Invitation link').value).toBe('http://localhost/i/token-of-leif');
    });

    it('revokes an invitation', async () => {
      await show();
      await press('Revoke the invitation for leif@barkleyseptic.example');
      await press('Revoke');
      calls.expectOne('/api/tenant/member-invites/invite-leif/revoke').flush({ ok: true, invitation: invitation() });
      await pause();
      const revoked = invitation({ status: 'revoked', revoked_at: '2026-03-09T16:00:00.000Z' });
      invitesCall().flush({ ok: true, invitations: [revoked], next_cursor: null });
      await rest();
      expect(told()).toBe('The invitation for leif@barkleyseptic.example is revoked.');
      expect(rows(1)[0]).toMatch(/Revoked$/);
      expect(document.activeElement).toBe(host.querySelector('#member-invitations'));
    });
  });

  describe('of the API keys', () => {
    const call = (method = 'GET') => calls.expectOne({ method, url: '/api/tenant/api-keys' });
    async function show(keys = [apiKey()]) {
      await open('api-keys');
      call().flush({ ok: true, api_keys: keys });
      await rest();
    }

    it('are a matter of owners: staff are told so and led to the members', async () => {
      await open('api-keys', [alberni]);
      expect(words(host.querySelector('h1'))).toBe('API keys');
      expect(words(host)).toContain('You are staff at Alberni Marine Works.');
      expect(host.querySelector('.told a')?.getAttribute('href')).toBe('/app/settings/members');
    });

    it('are listed with what they may do, their last use and their end', async () => {
      await show([
        apiKey({ last_used_at: '2025-03-09T16:00:00.000Z' }),
        apiKey({ id: 'key-2', name: 'Old', scopes: ['runs:write'], expires_at: '2025-04-01T12:00:00.000Z' }),
      ]);
      expect(rows()[0]).toMatch(
        /^Dispatch board ?See runs, their requests and publications · See requests ?Used 9 Mar 2025 \d\d:\d\d · made .* · no end ?Delete$/,
      );
      expect(rows()[1]).toMatch(/Never used · made .* · expired 1 Apr 2025 ?Expired ?Delete$/);
      expect(words(host.querySelector('sr-end-of-list'))).toBe('That is every key: 2.');
    });

    it('begin with none, and a way on', async () => {
      await show([]);
      expect(words(host.querySelector('sr-empty-state h2'))).toBe('No API key yet');
    });

    it('are asked for again when they could not be fetched', async () => {
      await open('api-keys');
      refuse(call(), 'error.unavailable', 503);
      await rest();
      await press('Try again');
      call().flush({ ok: true, api_keys: [apiKey()] });
      await rest();
      expect(rows()).toHaveLength(1);
    });

    it('are made with a name, scopes and an end, and shown once', async () => {
      await show([]);
      await press('New API key');
      await press('Make key');
      expect(saidOf('Name')).toContain('Enter a name');
      expect(dialog()).toContain('Choose at least one.');
      expect(document.activeElement).toBe(field('Name'));
      enter('Name', ' Dispatch board ');
      field('See requests requests:read').click();
      field('See runs, their requests and publications runs:read').click();
      enter('Expiry (optional)', '30');
      await pause();
      expect(saidOf('Expiry (optional)')).toMatch(/^It works until \d+ \w+ \d{4}\.$/);
      await press('Make key');
      const made = call('POST');
      expect(made.request.body).toEqual({
        name: 'Dispatch board',
        scopes: ['runs:read', 'requests:read'],
        expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      const days = (Date.parse(made.request.body.expires_at) - Date.now()) / 86_400_000;
      expect(Math.round(days)).toBe(30);
      made.flush({ ok: true, api_key: apiKey(), key: 'srk_secret' });
      await pause();
      expect(field('API key').value).toBe('srk_secret');
      expect(document.activeElement).toBe(field('API key'));
      expect(field('To try it in a terminal').value).toBe(
        'curl -H "Authorization: Bearer srk_secret" "http://localhost/api/provider/runs?limit=1"',
      );
      await press('Done');
      expect(dialog()).toMatch(/^Close without copying the key\?/);
      await press('Close');
      call().flush({ ok: true, api_keys: [apiKey()] });
      await rest();
      expect(document.body.textContent).not.toContain('srk_secret');
      expect(rows()).toHaveLength(1);
    });

    it.each([
      ['See requests requests:read', /^curl .*"http:\/\/localhost\/api\/provider\/requests\?limit=1"$/, null],
      [
        'Make and change runs, publish them runs:write',
        null,
        /This key can list nothing, so there is no line to try it by\./,
      ],
    ])('show a line to try them by only where one works: %s', async (scope, line, instead) => {
      await show([]);
      await press('New API key');
      enter('Name', 'Dispatch board');
      field(scope).click();
      await press('Make key');
      call('POST').flush({ ok: true, api_key: apiKey(), key: 'srk_secret' });
      await pause();
      if (line) expect(field('To try it in a terminal').value).toMatch(line);
      if (instead) expect(dialog()).toMatch(instead);
      expect(dialog().includes('Copy line')).toBe(line !== null);
    });

    it('ask under the same key again when it is open whether one was made', async () => {
      await show([]);
      await press('New API key');
      enter('Name', 'Dispatch board');
      field('See requests requests:read').click();
      await press('Make key');
      const first = call('POST');
      first.error(new ProgressEvent('error'));
      await pause();
      expect(dialog()).toContain('There is no connection.');
      expect(field('Name').value).toBe('Dispatch board');
      await press('Make key');
      const second = call('POST');
      expect(second.request.headers.get('Idempotency-Key')).toBe(first.request.headers.get('Idempotency-Key'));
      second.flush({ ok: true, api_key: apiKey(), key: 'srk_secret' });
      await pause();
    });

    it('are deleted at once, after a question', async () => {
      await show();
      await press('Delete Dispatch board');
      expect(dialog()).toContain('Whatever uses it is refused from its next call on.');
      await press('Delete');
      calls.expectOne({ method: 'DELETE', url: '/api/tenant/api-keys/key-1' }).flush({ ok: true });
      await pause();
      call().flush({ ok: true, api_keys: [] });
      await rest();
      expect(told()).toBe('The key “Dispatch board” is deleted.');
      expect(document.activeElement).toBe(host.querySelector('h1'));
    });
  });

  describe('of the person', () => {
    const meCall = () => calls.expectOne({ method: 'PATCH', url: '/api/auth/me' });

    it('hold the name, and the address with whether it is confirmed', async () => {
      await open('profile', []);
      expect(field('Your name').value).toBe(dana.display_name);
      expect(words(host.querySelector('dl'))).toMatch(/^Address ?dana@barkleyseptic\.example ?Confirmed/);
      session.individual.set({ ...dana, email_verified: false });
      await rest();
      expect(words(host.querySelector('dl'))).toMatch(/Not confirmed ?Until it is, you cannot join an organisation/);
    });

    it('save another name', async () => {
      await open('profile');
      enter('Your name', ' Dana W. ');
      await press('Save');
      const call = meCall();
      expect(call.request.body).toEqual({ display_name: 'Dana W.' });
      call.flush({ ok: true, individual: { ...dana, display_name: 'Dana W.' }, tenants: [barkley] });
      await rest();
      expect(told()).toBe('Your name is saved.');
      expect(field('Your name').value).toBe('Dana W.');
      expect(await TestBed.inject(Router).navigateByUrl('/app/settings/password')).toBe(true);
    });

    it('want a name, and keep it when it could not be saved', async () => {
      await open('profile');
      enter('Your name', ' ');
      await press('Save');
      expect(saidOf('Your name')).toBe('Enter your name.');
      enter('Your name', 'Dana W.');
      await press('Save');
      refuse(meCall(), 'error.unavailable', 503);
      await rest();
      expect(words(host.querySelector('form [role=alert]'))).toMatch(/^The server is busy/);
      expect(field('Your name').value).toBe('Dana W.');
    });
  });

  describe('of the password', () => {
    const call = () => calls.expectOne('/api/auth/change-password');
    async function change(current: string, next: string) {
      enter('Current password', current);
      enter('New password', next);
      await press('Change password');
    }

    it('change it, and say that other sessions end', async () => {
      await open('password');
      expect(words(host)).toContain('every other session of yours ends');
      await change('gravel-road', 'inlet-and-harbour');
      const { request } = call();
      expect(request.body).toEqual({ current_password: 'gravel-road', password: 'inlet-and-harbour' });
    });

    it('clear the fields once it is done', async () => {
      await open('password');
      await change('gravel-road', 'inlet-and-harbour');
      call().flush({ ok: true });
      await rest();
      expect(told()).toBe('Your password is changed. Every other session of yours has ended.');
      expect([field('Current password').value, field('New password').value]).toEqual(['', '']);
    });

    it('say what is wrong before anything is sent', async () => {
      await open('password');
      await change('', 'short');
      expect(saidOf('Current password')).toBe('Enter the password that you have now.');
      expect(saidOf('New password')).toContain('That is 5 characters; a password needs at least 12.');
      expect(document.activeElement).toBe(field('Current password'));
      await change('gravel-road-to-bamfield', 'gravel-road-to-bamfield');
      expect(saidOf('New password')).toContain('That is the password you have now.');
    });

    it('say where the API found it wrong', async () => {
      await open('password');
      await change('gravel-rode', 'inlet-and-harbour');
      refuse(call(), 'error.auth.invalid_credentials', 401);
      await rest();
      expect(saidOf('Current password')).toMatch(/^That is not the password you have now/);
      await change('gravel-road', 'passwordpassword');
      refuse(call(), 'error.validation', 400, [
        { path: 'password', rule: 'common', message: 'is one of the commonest passwords' },
      ]);
      await rest();
      expect(saidOf('New password')).toContain('This password is one of the commonest passwords. Choose another.');
    });
  });
});
