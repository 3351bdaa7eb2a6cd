import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { type PublicInvitationAnswer } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { CredentialsHarness } from '../core/credentials/testing/credentials-harness';
import { describeFailure } from '../core/http/api-failure';
import { PageReload } from '../core/page-reload';
import { FakeSession } from '../core/testing/fake-session';
import { ClaimPage } from './claim-page';
import { alreadyClaimed, claimed, lorne, marie, opened, run, toJoin, token } from './testing/invitations';

const refused = { status: 503, statusText: '-' };

describe('the claim page', () => {
  let session: FakeSession;
  let calls: HttpTestingController;
  let fixture: ComponentFixture<ClaimPage>;
  let host: HTMLElement;
  const reload = { now: jest.fn(), instead: jest.fn() };

  beforeEach(() => {
    reload.now.mockReset();
    reload.instead.mockReset();
    session = new FakeSession();
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        { provide: PageReload, useValue: reload },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    calls = TestBed.inject(HttpTestingController);
  });

  afterEach(() => calls.verify());

  async function load() {
    fixture = TestBed.createComponent(ClaimPage);
    host = fixture.nativeElement;
    fixture.componentRef.setInput('token', token);
    TestBed.tick();
  }

  async function show(answer: PublicInvitationAnswer) {
    await load();
    calls.expectOne(`/api/i/${token}`).flush(answer);
    await settled();
  }

  async function settled() {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  }

  const words = (element: Element | null = host) => (element?.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
  const button = (name: string) =>
    [...host.querySelectorAll('button')].filter((each) => words(each) === name) as HTMLButtonElement[];
  const press = async (name: string) => {
    const [found] = button(name);
    if (!found) throw new Error(`There is no button "${name}".`);
    found.click();
    await settled();
  };
  const claimCall = () => calls.expectOne(`/api/i/${token}/claim`);

  it('shows still bars at once, and says that it loads', async () => {
    await load();
    expect(words()).toMatch(/^Invitation from/);
    expect(host.querySelector('main')?.getAttribute('aria-busy')).toBe('true');
    expect(words(host.querySelector('[role=status]'))).toBe('Loading');
    expect(host.querySelectorAll('.sk').length).toBeGreaterThan(3);
    calls.expectOne(`/api/i/${token}`).flush(opened);
  });

  it('says first who invites, then what, when, where and how', async () => {
    await show(opened);
    expect(words()).toMatch(/^Invitation from Barkley Septic & Fuel You've been invited to view a service run/);
    expect(words(host.querySelector('.tags'))).toBe('Read-onlyViewedTargeted');
    const facts = [...host.querySelectorAll('.facts > div')].map((fact) => words(fact));
    expect(facts).toEqual([
      'WhatSeptic pump-out, Bamfield west side',
      expect.stringMatching(/^When ?Thu 12 March 2026 ?09:00–17:00/),
      'WhereBamfield',
    ]);
    expect(words(host.querySelector('blockquote'))).toBe('We need the lane clear from 08:30.');
    expect(host.querySelector('.call a')?.getAttribute('href')).toBe('tel:2505550142');
    expect(words(host.querySelector('.fine'))).toContain('This link provides read-only access.');
    expect(words(host.querySelector('.fine'))).toMatch(
      /Sent to m\*\*\*e@eastbamfield\.example\. Works until 9 April 2026\./,
    );
  });

  it('gives the title the inviter’s name and never the link', async () => {
    await show(opened);
    expect(document.title).toBe('Invitation from Barkley Septic & Fuel · Service Runs');
    expect(document.title).not.toContain(token);
  });

  it('keeps the link out of what leaves the page, for as long as the page is there', async () => {
    await show(opened);
    const content = (name: string) => document.head.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content;
    expect(content('referrer')).toBe('no-referrer');
    expect(content('robots')).toBe('noindex');
    fixture.destroy();
    expect(content('referrer')).toBeUndefined();
    expect(content('robots')).toBeUndefined();
  });

  it('strikes the date of a cancelled run and says that it is', async () => {
    await show({ ...opened, run: { ...run, status: 'cancelled' } });
    expect(words(host.querySelector('.off'))).toContain('Thu 12 March 2026');
    expect(words(host.querySelector('.facts'))).toContain('StatusCancelled');
  });

  it('does without a date, a place, a message and a number to call', async () => {
    await show({
      ...opened,
      invitation: { ...opened.invitation, message: null },
      run: { ...run, starts_at: null, ends_at: null, zone_name: null, status: 'draft' },
      provider: { name: 'Barkley Septic & Fuel', contact_phone: null, contact_email: null },
    });
    expect([...host.querySelectorAll('.facts > div')].map((fact) => words(fact))).toEqual([
      'WhatSeptic pump-out, Bamfield west side',
      'WhenNo date yet',
    ]);
    expect(host.querySelector('blockquote')).toBeNull();
    expect(host.querySelector('.call')).toBeNull();
  });

  it('gives an address to write to, where there is one', async () => {
    await show({ ...opened, provider: { ...opened.provider, contact_email: 'office@barkley.example' } });
    const links = [...host.querySelectorAll('.call a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['tel:2505550142', 'mailto:office@barkley.example']);
  });

  describe('to somebody who is signed out', () => {
    const form = () => TestbedHarnessEnvironment.harnessForFixture(fixture, CredentialsHarness).catch(() => null);
    const credentials = async () => {
      const loader = TestbedHarnessEnvironment.loader(fixture);
      return loader.getHarness(CredentialsHarness);
    };

    beforeEach(() => show(opened));

    it('has exactly one button to sign in with, in both its forms', async () => {
      expect(await form()).not.toBeNull();
      expect(button('Sign in')).toHaveLength(1);
      await press('Create account');
      expect(button('Sign in')).toHaveLength(1);
      expect(button('Create account')).toHaveLength(1);
    });

    it('hints at the address that it was sent to', async () => {
      expect(await (await credentials()).attribute('Email', 'placeholder')).toBe('m***e@eastbamfield.example');
    });

    it('signs in where it stands, then offers to claim, with the focus there', async () => {
      session.signIn.mockImplementation(async () => {
        await new Promise((resolve) => setTimeout(resolve));
        session.enter([], marie);
      });
      const filled = await credentials();
      await filled.fill({ Email: marie.email, Password: 'plenty of plain words' });
      await filled.press();
      await settled();
      expect(button('Sign in')).toHaveLength(0);
      expect(words(document.activeElement)).toBe('Claim access');
      expect(words(host.querySelector('.fine'))).toContain('Signed in as Marie Lachance.');

      await press('Claim access');
      claimCall().flush(claimed);
      await settled();
      expect(reload.instead).toHaveBeenCalledWith(`/app/runs/${run.id}/view`);
    });

    it('creates an account with the link that the person came by, keeping what was typed', async () => {
      const filled = await credentials();
      await filled.fill({ Email: marie.email, Password: 'plenty of plain words' });
      await press('Create account');
      expect(await filled.isFocused('Your name')).toBe(true);
      expect(await filled.value('Email')).toBe(marie.email);
      // What the inviter calls her is a start.
      expect(await filled.value('Your name')).toBe('Marie');
      await filled.fill({ 'Your name': 'Marie Lachance' });
      await filled.press();
      expect(session.register).toHaveBeenCalledWith({
        email: marie.email,
        password: 'plenty of plain words',
        display_name: 'Marie Lachance',
        invitation_token: token,
      });
    });
  });

  describe('to somebody who is signed in', () => {
    it('has one button, which answers a press at once and takes no second one', async () => {
      session.enter([], marie);
      await show(opened);
      await press('Claim access');
      expect(button('Claiming access')[0]?.getAttribute('aria-busy')).toBe('true');
      await press('Claiming access');
      claimCall().flush(claimed);
    });

    it('says why claiming failed; the same button tries again', async () => {
      session.enter([], marie);
      await show(opened);
      await press('Claim access');
      claimCall().flush(
        { ok: false, error: 'error.rate_limited' },
        {
          status: 429,
          statusText: '-',
          headers: { 'Retry-After': '40' },
        },
      );
      await settled();
      expect(words(host.querySelector('sr-form-failure'))).toContain('wait 40 seconds and try again');
      await press('Try again');
      claimCall().flush(claimed);
      await settled();
      expect(reload.instead).toHaveBeenCalled();
    });

    it('with another address: says for whom it was, keeps the message to itself, switches in place', async () => {
      session.enter([], lorne);
      await show(opened);
      expect(words(host.querySelector('.tell'))).toBe(
        'This invitation was meant for m***e@eastbamfield.example. You are signed in as lorne@sedgwick.example.',
      );
      expect(host.querySelector('blockquote')).toBeNull();
      expect(button('Claim access')).toHaveLength(0);
      await press('Switch account');
      expect(session.signOut).toHaveBeenCalledTimes(1);
      expect(button('Sign in')).toHaveLength(1);
      expect((document.activeElement as HTMLInputElement).type).toBe('email');
    });

    it('who claimed it before: says since when, and opens the run', async () => {
      session.enter([], marie);
      await show(alreadyClaimed);
      claimCall().flush(claimed);
      await settled();
      expect(words(host.querySelector('.tell'))).toBe(
        'You already have access. You claimed it on Mon 9 March 2026. It stays with your account; you no longer need this link.',
      );
      const open = host.querySelector('a.action');
      expect(words(open)).toBe('Open the run');
      expect(open?.getAttribute('href')).toBe(`/app/runs/${run.id}/view`);
      expect(host.querySelector('.facts')).toBeNull();
    });

    it('when somebody else claimed it: says so kindly, and whom to ask', async () => {
      session.enter([], lorne);
      await show(alreadyClaimed);
      claimCall().flush({ ok: false, error: 'error.invite.already_claimed' }, { status: 409, statusText: '-' });
      await settled();
      expect(words(host.querySelector('.tell'))).toMatch(
        /^Somebody else has already claimed .* ask Barkley Septic & Fuel/,
      );
      expect(button('Switch account')).toHaveLength(1);
    });

    it('which could not be found out: loads the page again', async () => {
      session.failure.set(new Error('away'));
      session.state.set('unreachable');
      await show(opened);
      await press('Try again');
      expect(reload.now).toHaveBeenCalledTimes(1);
    });
  });

  it('to somebody signed out, of a claimed link: asks to sign in to open the run, and offers no new account', async () => {
    await show(alreadyClaimed);
    expect(words(host.querySelector('h2'))).toBe('Sign in to open the run');
    expect(button('Create account')).toHaveLength(0);
  });

  it('invites to join an organisation without speaking of a run', async () => {
    session.enter([], marie);
    await show(toJoin);
    expect(words(host.querySelector('h1'))).toBe("You've been invited to join Barkley Septic & Fuel");
    expect(words(host.querySelector('.tags'))).toBe('Viewed');
    expect(words()).not.toContain('read-only');
    expect(button('Claim access')).toHaveLength(1);
  });

  it('says of a dead link what may have happened and what to do, and of whom it was nothing', async () => {
    await load();
    calls
      .expectOne(`/api/i/${token}`)
      .flush({ ok: false, error: 'error.invite.invalid_or_expired' }, { status: 404, statusText: '-' });
    await settled();
    expect(words(host.querySelector('h1'))).toBe('This invitation link is invalid or expired.');
    expect(words()).toContain('What to do now.');
    expect(host.querySelector('a.btn')?.getAttribute('href')).toBe('/app/runs');
    expect(document.title).toBe('Invitation link not valid · Service Runs');
  });

  it('tries again when the invitation could not be opened', async () => {
    await load();
    calls.expectOne(`/api/i/${token}`).flush({ ok: false, error: 'error.unavailable', request_id: '7f3a' }, refused);
    await settled();
    expect(words(host.querySelector('[role=alert]'))).toMatch(/could not be opened.*Number to quote: 7f3a/);
    await press('Try again');
    calls.expectOne(`/api/i/${token}`).flush(opened);
    await settled();
    expect(words(host.querySelector('h1'))).toBe("You've been invited to view a service run");
  });
});
