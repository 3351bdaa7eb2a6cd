import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { describeFailure } from '../core/http/api-failure';
import { barkley, dana, FakeSession } from '../core/testing/fake-session';
import routes from './auth-pages.routes';

const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const refusal = (error: string) => ({ ok: false, error, message: 'x', request_id: 'r-1' });
const badRequest = { status: 400, statusText: 'Bad Request' };
const away = { status: 503, statusText: 'Service Unavailable' };

describe('pages that a mail leads to, or leads away from', () => {
  let session: FakeSession;
  let http: HttpTestingController;

  beforeEach(() => {
    session = new FakeSession();
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter([...routes, { path: '**', children: [] }], withComponentInputBinding()),
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => http.verify());

  async function open(url: string) {
    const harness = await RouterTestingHarness.create(url);
    const root = harness.fixture.nativeElement as HTMLElement;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await harness.fixture.whenStable();
    };
    await settle();
    const button = (name: string) =>
      [...root.querySelectorAll('button')].find((each) => words(each) === name) as HTMLButtonElement;
    return {
      settle,
      main: () => words(root.querySelector('main')),
      heading: () => words(root.querySelector('h1')),
      press: async (name: string, times = 1) => {
        for (let time = 0; time < times; time++) button(name).click();
        await settle();
      },
      typed: () => (root.querySelector('input') as HTMLInputElement).value,
      type: (text: string) => {
        const input = root.querySelector('input') as HTMLInputElement;
        input.value = text;
        input.dispatchEvent(new Event('input'));
      },
      link: (name: string) =>
        [...root.querySelectorAll('a')].find((each) => words(each) === name)?.getAttribute('href'),
    };
  }

  describe('a forgotten password', () => {
    it('asks for an address, once however often it is pressed, and keeps the way back', async () => {
      const page = await open('/forgot-password?return_to=%2Fapp%2Fruns');
      expect(page.link('Back to signing in')).toBe('/login?return_to=%2Fapp%2Fruns');
      page.type('june');
      await page.press('Send the link');
      expect(page.main()).toContain('Enter a whole address');
      page.type('june@pachena.example');
      await page.press('Send the link', 3);
      http.expectOne('/api/auth/forgot-password').flush({ ok: true, mail: true });
      await page.settle();
      expect(page.heading()).toBe('Look at your mail');
      expect(page.main()).toContain('If there is an account for june@pachena.example');
      await page.press('Try another address');
      expect(page.heading()).toBe('Forgot your password?');
    });

    it('says whom to ask where no mail is sent', async () => {
      const page = await open('/forgot-password');
      page.type('june@pachena.example');
      await page.press('Send the link');
      http.expectOne('/api/auth/forgot-password').flush({ ok: true, mail: false });
      await page.settle();
      expect(page.main()).toContain('Ask whoever runs it');
    });

    it('keeps what was typed when the server is away', async () => {
      const page = await open('/forgot-password');
      page.type('june@pachena.example');
      await page.press('Send the link');
      http.expectOne('/api/auth/forgot-password').flush(refusal('error.unavailable'), away);
      await page.settle();
      expect(page.typed()).toBe('june@pachena.example');
      expect(page.heading()).toBe('Forgot your password?');
    });
  });

  describe('proving an address', () => {
    it('does so by itself for who is signed in', async () => {
      session.enter([barkley], { ...dana, email_verified: false });
      const page = await open('/verify-email#secret');
      const call = http.expectOne('/api/auth/verify-email');
      expect(call.request.body).toEqual({ token: 'secret' });
      call.flush({ ok: true });
      await page.settle();
      expect([page.heading(), page.link('Go to notifications')]).toEqual([
        'Your address is confirmed',
        '/app/notifications',
      ]);
      expect(session.load).toHaveBeenCalled();
    });

    it('waits for who is not, and sends nothing meanwhile', async () => {
      const page = await open('/verify-email#secret');
      expect(page.heading()).toBe('Sign in to confirm your address');
    });

    it('says that a link is dead, and mails a new one where there is mail', async () => {
      session.enter([barkley], { ...dana, email_verified: false });
      session.sendsMail.set(true);
      const page = await open('/verify-email#secret');
      http.expectOne('/api/auth/verify-email').flush(refusal('error.auth.invalid_token'), badRequest);
      await page.settle();
      expect(page.heading()).toBe('This link does not confirm your address');
      await page.press('Send a new mail', 2);
      http.expectOne('/api/auth/resend-verification').flush({ ok: true });
      await page.settle();
      expect(page.main()).toContain(`A new mail is on its way to ${dana.email}.`);
    });

    it('offers to try again when it could not be asked', async () => {
      session.enter();
      const page = await open('/verify-email#secret');
      http.expectOne('/api/auth/verify-email').flush(refusal('error.unavailable'), away);
      await page.settle();
      expect(page.main()).toContain('Your address could not be confirmed yet');
      await page.press('Try again');
      http.expectOne('/api/auth/verify-email').flush({ ok: true });
      await page.settle();
      expect(page.heading()).toBe('Your address is confirmed');
    });

    it('says that a link without its end is not whole', async () => {
      session.enter();
      expect((await open('/verify-email')).main()).toContain('The link is not whole.');
    });
  });

  describe('unsubscribing', () => {
    const subscription = { ok: true, topic: 'run_moved', email_masked: 'j***e@pachena.example', subscribed: true };

    it('says what would end, ends it once, and takes it back', async () => {
      const page = await open('/unsubscribe#secret');
      http.expectOne('/api/unsubscribe/secret').flush(subscription);
      await page.settle();
      expect(page.main()).toContain('A run moved or was cancelled: mails of this kind to j***e@pachena.example stop.');
      await page.press('Stop these mails', 2);
      const call = http.expectOne('/api/unsubscribe/secret');
      expect([call.request.method, call.request.body]).toEqual(['POST', { subscribed: false }]);
      call.flush({ ...subscription, subscribed: false });
      await page.settle();
      expect(page.heading()).toBe('These mails have stopped');
      await page.press('Undo');
      http.expectOne('/api/unsubscribe/secret').flush(subscription);
      await page.settle();
      expect(page.heading()).toBe('These mails go on');
    });

    it('leaves things as they were when it could not be done', async () => {
      const page = await open('/unsubscribe#secret');
      http.expectOne('/api/unsubscribe/secret').flush({ ...subscription, topic: null });
      await page.settle();
      expect(page.main()).toContain('Reminders of this invitation');
      await page.press('Stop these mails');
      http.expectOne('/api/unsubscribe/secret').flush(refusal('error.unavailable'), away);
      await page.settle();
      expect(page.heading()).toBe('Stop these mails?');
    });

    it('tells a dead link from a server that is away', async () => {
      const page = await open('/unsubscribe#secret');
      http.expectOne('/api/unsubscribe/secret').flush(refusal('error.unavailable'), away);
      await page.settle();
      expect(page.main()).toContain('could not be looked up');
      await page.press('Try again');
      http.expectOne('/api/unsubscribe/secret').flush(refusal('error.auth.invalid_token'), badRequest);
      await page.settle();
      expect([page.heading(), page.link('Open settings')]).toEqual([
        'This link no longer works',
        '/app/settings/notifications',
      ]);
    });
  });
});
