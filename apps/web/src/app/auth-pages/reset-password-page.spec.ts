import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { CredentialsHarness } from '../core/credentials/testing/credentials-harness';
import { describeFailure } from '../core/http/api-failure';
import { FakeSession } from '../core/testing/fake-session';
import routes from './auth-pages.routes';

class ResetHarness extends CredentialsHarness {
  static override readonly hostSelector = 'sr-reset-password-page';
}

const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const GOOD = 'a lamp beside the inlet';

describe('the page that a one-time link opens', () => {
  let session: FakeSession;
  let http: HttpTestingController;

  async function open(url: string, before: (session: FakeSession) => void = () => undefined) {
    session = new FakeSession();
    before(session);
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
    const harness = await RouterTestingHarness.create(url);
    const loader = TestbedHarnessEnvironment.documentRootLoader(harness.fixture);
    return {
      main: () => words(harness.fixture.nativeElement.querySelector('main')),
      heading: () => harness.fixture.nativeElement.querySelector('h1') as HTMLElement,
      url: () => TestBed.inject(Router).url,
      form: () => loader.getHarness(ResetHarness),
      settle: async () => {
        await new Promise((resolve) => setTimeout(resolve));
        await harness.fixture.whenStable();
      },
      go: (to: string) => harness.navigateByUrl(to),
    };
  }

  const sent = () => http.expectOne('/api/auth/reset-password');
  const refusal = (error: string, details: object[] = []) => ({
    ok: false,
    error,
    message: 'x',
    request_id: 'r-1',
    details,
  });
  const badRequest = { status: 400, statusText: 'Bad Request' };

  async function submit(page: Awaited<ReturnType<typeof open>>, password = GOOD) {
    const form = await page.form();
    await form.fill({ 'New password': password });
    await form.press();
    return form;
  }

  it('sets the password by the token behind the #, and leads to sign-in, which says so', async () => {
    const page = await open('/reset-password#the-token');
    await submit(page, ` ${GOOD} `);
    const call = sent();
    expect(call.request.body).toEqual({ token: 'the-token', password: ` ${GOOD} ` });
    call.flush({ ok: true });
    await page.settle();
    expect(page.url()).toBe('/login');
    expect(page.main()).toContain(
      'Your new password is set, and every other device is signed out. Sign in with the new one.',
    );
    expect(session.signOut).not.toHaveBeenCalled();
  });

  it('signs out whoever this browser still takes for signed in', async () => {
    const page = await open('/reset-password#the-token', (found) => found.enter());
    await submit(page);
    sent().flush({ ok: true });
    await page.settle();
    expect(session.signOut).toHaveBeenCalledTimes(1);
    expect(page.url()).toBe('/login');
  });

  it('says nothing of a new password to somebody who just signs in', async () => {
    const page = await open('/login');
    expect(page.main()).not.toContain('password is set');
  });

  it('wants twelve characters, says so beforehand and after, and sends nothing', async () => {
    const page = await open('/reset-password#the-token');
    const form = await page.form();
    expect(await form.description('New password')).toContain('At least 12 characters.');
    expect(await form.attribute('New password', 'autocomplete')).toBe('new-password');
    await form.press();
    expect(await form.description('New password')).toContain('Enter your password.');
    await submit(page, 'eleven chrs');
    expect(await form.description('New password')).toContain('That is 11 characters; a password needs at least 12.');
    expect(await form.isFocused('New password')).toBe(true);
    http.expectNone('/api/auth/reset-password');
  });

  it('says beside the field what the server finds of the password, and keeps what was typed', async () => {
    const page = await open('/reset-password#the-token');
    const form = await submit(page, 'password1234');
    const details = [{ path: 'password', rule: 'common', message: 'is one of the commonest passwords' }];
    sent().flush(refusal('error.validation', details), badRequest);
    await page.settle();
    expect(await form.description('New password')).toContain(
      'This password is one of the commonest passwords. Choose another.',
    );
    expect(await form.value('New password')).toBe('password1234');
    await submit(page);
    sent().flush({ ok: true });
    await page.settle();
    expect(page.url()).toBe('/login');
  });

  it('keeps what was typed when the line goes', async () => {
    const page = await open('/reset-password#the-token');
    const form = await submit(page);
    expect(await form.isBusy()).toBe(true);
    sent().error(new ProgressEvent('error'));
    await page.settle();
    expect(await form.failure()).toContain('There is no connection.');
    expect([await form.value('New password'), await form.isBusy()]).toEqual([GOOD, false]);
  });

  it('says of a link that is dead that it is, and what to do; another one in the same tab works', async () => {
    const page = await open('/reset-password#the-token');
    await submit(page);
    sent().flush(refusal('error.auth.invalid_token'), badRequest);
    await page.settle();
    expect(words(page.heading())).toBe('This link no longer works');
    expect(document.activeElement).toBe(page.heading());
    expect(page.main()).toContain('ask whoever gave it to you for a new one');
    await page.go('/reset-password#another');
    await submit(page);
    expect(sent().request.body).toMatchObject({ token: 'another' });
  });

  it('opened without a token says that the link is not whole', async () => {
    const page = await open('/reset-password');
    expect(words(page.heading())).toBe('The link is not whole');
    expect(page.main()).toContain('Open that link again');
    expect(page.main()).not.toContain('New password');
  });
});
