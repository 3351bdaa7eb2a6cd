import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { type ErrorCode } from '@service-runs/contracts';
import { Notices } from '@service-runs/ui';
import { PageReload } from '../core/page-reload';
import { CurrentTenant } from '../core/session/current-tenant';
import { OUTSIDE_SESSION } from '../core/session/session';
import { barkley, FakeSession } from '../core/testing/fake-session';
import { ClaimFlow, type Step } from './claim-flow';
import { alreadyClaimed, claimed, lorne, marie, opened, run, toJoin, token } from './testing/invitations';

describe('the way from a link to access', () => {
  let session: FakeSession;
  let flow: ClaimFlow;
  let calls: HttpTestingController;
  const reload = { now: jest.fn(), instead: jest.fn() };

  beforeEach(() => {
    localStorage.clear();
    reload.instead.mockReset();
    session = new FakeSession();
    TestBed.configureTestingModule({
      providers: [
        ClaimFlow,
        session.provide(),
        { provide: PageReload, useValue: reload },
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    flow = TestBed.inject(ClaimFlow);
    calls = TestBed.inject(HttpTestingController);
  });

  afterEach(() => calls.verify());

  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  };
  const refuse = (code: ErrorCode, more: object = {}) => ({
    ok: false,
    error: code,
    message: '',
    request_id: 'r',
    ...more,
  });

  async function open(answer: object, status = 200) {
    const opening = flow.open(token);
    calls.expectOne(`/api/i/${token}`).flush(answer, { status, statusText: '-' });
    await opening;
    TestBed.tick();
  }

  const claimCall = () => calls.expectOne({ method: 'POST', url: `/api/i/${token}/claim` });

  async function answerClaim(answer: object, status = 200) {
    claimCall().flush(answer, { status, statusText: '-' });
    await settled();
  }

  function step(): Step {
    const state = flow.state();
    if (state.kind !== 'open') throw new Error(`The link is ${state.kind}.`);
    return state.step;
  }

  it('asks what the link is without saying who asks', async () => {
    expect(flow.state().kind).toBe('loading');
    const opening = flow.open(token);
    const call = calls.expectOne(`/api/i/${token}`);
    expect(call.request.context.get(OUTSIDE_SESSION)).toBe(true);
    call.flush(opened);
    await opening;
    expect(flow.state()).toMatchObject({ kind: 'open', answer: opened, step: { kind: 'sign_in', claimed: false } });
  });

  it('takes one answer for every dead link', async () => {
    await open(refuse('error.invite.invalid_or_expired'), 404);
    expect(flow.state()).toEqual({ kind: 'dead' });
  });

  it.each([
    [503, 'error.unavailable'],
    [429, 'error.rate_limited'],
    [500, 'error.internal'],
  ] as const)('keeps a link that could not be opened (%i), and opens it when tried again', async (status, code) => {
    await open(refuse(code), status);
    expect(flow.state()).toMatchObject({ kind: 'failed', error: { code, status } });
    await open(opened);
    expect(flow.state().kind).toBe('open');
  });

  it('keeps it when there is no connection', async () => {
    const opening = flow.open(token);
    calls.expectOne(`/api/i/${token}`).error(new ProgressEvent('error'));
    await opening;
    expect(flow.state()).toMatchObject({ kind: 'failed', error: { code: 'error.network' } });
  });

  it('does not show an older link in place of a newer one', async () => {
    const first = flow.open('first');
    const second = flow.open(token);
    calls.expectOne(`/api/i/${token}`).flush(opened);
    await second;
    calls.expectOne('/api/i/first').flush(refuse('error.invite.invalid_or_expired'), { status: 404, statusText: '-' });
    await first;
    expect(flow.state().kind).toBe('open');
  });

  describe('for somebody whose address it can be', () => {
    beforeEach(async () => {
      session.enter([], marie);
      await open(opened);
    });

    it('offers to claim, claims, and goes where the answer says, leaving nothing of the link behind', async () => {
      expect(step()).toEqual({ kind: 'claim' });
      void flow.claim();
      expect(flow.busy()).toBe('claim');
      await answerClaim(claimed);
      expect(reload.instead).toHaveBeenCalledWith(`/app/runs/${run.id}/view`);
    });

    it('claims once, however often it is pressed', async () => {
      void flow.claim();
      void flow.claim();
      void flow.claim();
      await answerClaim(claimed);
      void flow.claim();
      expect(reload.instead).toHaveBeenCalledTimes(1);
    });

    it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)'])(
      'goes to the run itself rather than to %s',
      async (redirect) => {
        void flow.claim();
        await answerClaim({ ...claimed, redirect });
        expect(reload.instead).toHaveBeenCalledWith(`/app/runs/${run.id}/view`);
      },
    );

    it('loses nothing when claiming fails, and can be tried again', async () => {
      void flow.claim();
      await answerClaim(refuse('error.unavailable'), 503);
      expect(flow.failure()).toMatchObject({ code: 'error.unavailable' });
      expect(step()).toEqual({ kind: 'claim' });
      expect(flow.busy()).toBeNull();

      void flow.claim();
      expect(flow.failure()).toBeNull();
      await answerClaim(claimed);
      expect(reload.instead).toHaveBeenCalledTimes(1);
    });

    it('says so when somebody else was first, and shows the run no longer', async () => {
      void flow.claim();
      await answerClaim(refuse('error.invite.already_claimed'), 409);
      expect(flow.state()).toMatchObject({
        answer: { run: undefined, invitation: { status: 'claimed' } },
        step: { kind: 'taken' },
      });
      expect(reload.instead).not.toHaveBeenCalled();
    });

    it('says for whom it was where only the API could tell', async () => {
      void flow.claim();
      await answerClaim(
        refuse('error.invite.email_mismatch', { invitee_email_masked: 'm***a@eastbamfield.example' }),
        403,
      );
      expect(step()).toEqual({ kind: 'wrong_address', meantFor: 'm***a@eastbamfield.example', mine: marie.email });
    });

    it('is dead when it was taken back in the meantime', async () => {
      void flow.claim();
      await answerClaim(refuse('error.invite.invalid_or_expired'), 404);
      expect(flow.state()).toEqual({ kind: 'dead' });
    });

    it('asks to sign in again, and says why, when the session has ended', async () => {
      void flow.claim();
      session.leave();
      await answerClaim(refuse('error.auth.required'), 401);
      expect(step()).toEqual({ kind: 'sign_in', claimed: false });
      expect(flow.failure()).toMatchObject({ code: 'error.auth.required' });
    });
  });

  describe('for somebody whose address it cannot be', () => {
    beforeEach(async () => {
      session.enter([], lorne);
      await open(opened);
    });

    it('says so before anything is claimed', () => {
      expect(step()).toEqual({
        kind: 'wrong_address',
        meantFor: 'm***e@eastbamfield.example',
        mine: 'lorne@sedgwick.example',
      });
    });

    it('switches without losing the link', async () => {
      await flow.switchAccount();
      expect(session.signOut).toHaveBeenCalledTimes(1);
      expect(step()).toEqual({ kind: 'sign_in', claimed: false });
      session.enter([], marie);
      expect(step()).toEqual({ kind: 'claim' });
      void flow.claim();
      await answerClaim(claimed);
      expect(reload.instead).toHaveBeenCalled();
    });

    it('switches here even when the server could not be told, and says that', async () => {
      session.signOut.mockImplementation(() => {
        session.leave();
        return Promise.reject(new Error('offline'));
      });
      await flow.switchAccount();
      expect(step().kind).toBe('sign_in');
      expect(TestBed.inject(Notices).text()).toMatch(/the server could not be told/);
      expect(flow.busy()).toBeNull();
    });
  });

  describe('once it has been claimed', () => {
    it('asks whoever is signed out to sign in', async () => {
      await open(alreadyClaimed);
      expect(step()).toEqual({ kind: 'sign_in', claimed: true });
    });

    it('knows its claimant by the claim itself, whatever the address, and stays', async () => {
      session.enter([], lorne);
      await open(alreadyClaimed);
      expect(step()).toEqual({ kind: 'settling' });
      await answerClaim(claimed);
      expect(step()).toEqual({ kind: 'have', since: '2026-03-09T18:00:00.000Z', path: `/app/runs/${run.id}/view` });
      expect(reload.instead).not.toHaveBeenCalled();
    });

    it('tells another person that it is taken, and looks again after a change of account', async () => {
      session.enter([], lorne);
      await open(alreadyClaimed);
      await answerClaim(refuse('error.invite.already_claimed'), 409);
      expect(step()).toEqual({ kind: 'taken' });

      session.leave();
      expect(step()).toEqual({ kind: 'sign_in', claimed: true });
      session.enter([], marie);
      TestBed.tick();
      await answerClaim(claimed);
      expect(step().kind).toBe('have');
    });

    it('says when it could not be found out, and finds out when tried again', async () => {
      session.enter([], marie);
      await open(alreadyClaimed);
      await answerClaim(refuse('error.unavailable'), 503);
      expect(step()).toMatchObject({ kind: 'unsettled', session: false, error: { code: 'error.unavailable' } });
      void flow.claim({ open: false });
      await answerClaim(claimed);
      expect(step().kind).toBe('have');
    });
  });

  describe('to join an organisation', () => {
    beforeEach(async () => {
      session.enter([], marie);
      await open(toJoin);
    });

    it('makes a member, who then acts for that organisation', async () => {
      session.load.mockImplementation(() => {
        session.tenants.set([barkley]);
        return Promise.resolve();
      });
      void flow.claim();
      await answerClaim({ ok: true, tenant_id: barkley.id, role: 'staff', redirect: '/app/provider/runs' });
      expect(TestBed.inject(CurrentTenant).id()).toBe(barkley.id);
      expect(reload.instead).toHaveBeenCalledWith('/app/provider/runs');
    });

    it('waits for an address that is not confirmed yet', async () => {
      void flow.claim();
      await answerClaim(refuse('error.invite.email_unverified'), 403);
      expect(step()).toEqual({ kind: 'unverified', mine: marie.email });
    });
  });

  it('does not take an unreachable session for nobody', async () => {
    const error = new Error('away');
    session.failure.set(error);
    session.state.set('unreachable');
    await open(opened);
    expect(step()).toEqual({ kind: 'unsettled', error, session: true });
  });

  it('waits until it is known who is signed in', async () => {
    session.state.set('unknown');
    await open(opened);
    expect(step()).toEqual({ kind: 'settling' });
  });
});
