import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { CurrentTenant } from '../session/current-tenant';
import { alberni, barkley, FakeSession } from '../testing/fake-session';
import { ApiFailure, describeFailure } from './api-failure';
import { apiInterceptor } from './api-interceptor';

const rest = () => new Promise((resolve) => setTimeout(resolve));
const unauthorized = { status: 401, statusText: 'Unauthorized' };
const required = { ok: false, error: 'error.auth.required', message: 'Sign in to go on', request_id: 'r-1' };

describe('calls of the API', () => {
  let session: FakeSession;
  let client: HttpClient;
  let http: HttpTestingController;

  beforeEach(() => {
    localStorage.clear();
    session = new FakeSession();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([apiInterceptor])), provideHttpClientTesting(), session.provide()],
    });
    client = TestBed.inject(HttpClient);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  const get = (url: string) => firstValueFrom(client.get(url));
  const expectOne = async (url: string): Promise<TestRequest> => {
    await rest();
    return http.expectOne(url);
  };
  async function headersOf(url: string) {
    const answer = get(url);
    const asked = await expectOne(url);
    asked.flush({ ok: true });
    await answer;
    return asked.request.headers;
  }

  it('say who is asking, where somebody is signed in', async () => {
    expect((await headersOf('/api/i/abc')).has('Authorization')).toBe(false);
    session.enter();
    expect((await headersOf('/api/i/abc')).get('Authorization')).toBe('Bearer token');
  });

  it('say for which organisation, on its own routes only', async () => {
    session.enter([barkley, alberni]);
    TestBed.inject(CurrentTenant).choose(alberni.id);
    expect((await headersOf('/api/provider/runs')).get('X-Tenant-Id')).toBe(alberni.id);
    expect((await headersOf('/api/tenant/members')).get('X-Tenant-Id')).toBe(alberni.id);
    expect((await headersOf('/api/tenant')).get('X-Tenant-Id')).toBe(alberni.id);
    expect((await headersOf('/api/tenants')).has('X-Tenant-Id')).toBe(false);
    expect((await headersOf('/api/runs')).has('X-Tenant-Id')).toBe(false);
    expect((await headersOf('/api/notifications')).has('X-Tenant-Id')).toBe(false);
  });

  it('give the token to nobody else', async () => {
    session.enter();
    expect((await headersOf('https://elsewhere.example/api/runs')).has('Authorization')).toBe(false);
  });

  it('renew a session that has run out, and ask again once', async () => {
    session.enter();
    session.renew.mockResolvedValue('renewed');
    const answer = get('/api/runs');
    (await expectOne('/api/runs')).flush(required, unauthorized);
    const again = await expectOne('/api/runs');
    expect(again.request.headers.get('Authorization')).toBe('Bearer renewed');
    again.flush({ ok: true });
    expect(await answer).toEqual({ ok: true });
    expect(session.renew).toHaveBeenCalledWith('token');
  });

  it('do not ask a third time', async () => {
    session.enter();
    session.renew.mockResolvedValue('renewed');
    const answer = get('/api/runs');
    (await expectOne('/api/runs')).flush(required, unauthorized);
    (await expectOne('/api/runs')).flush(required, unauthorized);
    await expect(answer).rejects.toMatchObject({ code: 'error.auth.required' });
    expect(session.renew).toHaveBeenCalledTimes(1);
  });

  it('fail as they did when the session has ended', async () => {
    session.enter();
    const answer = get('/api/runs');
    (await expectOne('/api/runs')).flush(required, unauthorized);
    await expect(answer).rejects.toMatchObject({ code: 'error.auth.required' });
  });

  it('fail as the renewing did when that could not be found out', async () => {
    session.enter();
    session.renew.mockRejectedValue(new ApiFailure('error.network', 0));
    const answer = get('/api/runs');
    (await expectOne('/api/runs')).flush(required, unauthorized);
    await expect(answer).rejects.toMatchObject({ code: 'error.network' });
  });

  it('do not renew for a wrong password', async () => {
    session.enter();
    const answer = get('/api/auth/change-password');
    const body = { ...required, error: 'error.auth.invalid_credentials' };
    (await expectOne('/api/auth/change-password')).flush(body, unauthorized);
    await expect(answer).rejects.toMatchObject({ code: 'error.auth.invalid_credentials' });
    expect(session.renew).not.toHaveBeenCalled();
  });

  describe('end in an ApiFailure', () => {
    async function failureOf(respond: (request: TestRequest) => void): Promise<ApiFailure> {
      const answer = get('/api/runs').catch((error: unknown) => error);
      respond(await expectOne('/api/runs'));
      const failure = await answer;
      expect(failure).toBeInstanceOf(ApiFailure);
      return failure as ApiFailure;
    }

    it('with what the envelope said', async () => {
      const details = [{ path: 'name', rule: 'required', message: 'Give a name' }];
      const body = { ok: false, error: 'error.validation', message: 'x', request_id: 'r-2', details };
      const failure = await failureOf((request) => request.flush(body, { status: 400, statusText: 'Bad Request' }));
      expect(failure).toMatchObject({ code: 'error.validation', status: 400, requestId: 'r-2', details });
    });

    it('with the wait that was asked for, in words', async () => {
      const body = { ok: false, error: 'error.rate_limited', message: 'x', request_id: 'r-3' };
      const limited = (seconds: string) =>
        failureOf((request) =>
          request.flush(body, { status: 429, statusText: 'Too Many', headers: { 'Retry-After': seconds } }),
        );
      const failure = await limited('40');
      expect(failure.retryAfter).toBe(40);
      expect(describeFailure(failure).message).toContain('wait 40 seconds');
      expect(describeFailure(await limited('1')).message).toContain('wait 1 second and');
      expect(describeFailure(await limited('600')).message).toContain('wait 10 minutes');
    });

    it('when there is no connection', async () => {
      const failure = await failureOf((request) => request.error(new ProgressEvent('error')));
      expect(failure.code).toBe('error.network');
      expect(describeFailure(failure).message).toContain('There is no connection.');
    });

    it('when something in between answered, without our envelope', async () => {
      const failure = await failureOf((request) =>
        request.flush('<html>', { status: 503, statusText: 'Service Unavailable' }),
      );
      expect(failure.code).toBe('error.unavailable');
    });

    it('when a file was asked for, which brings the envelope as text', async () => {
      const body = JSON.stringify({ ok: false, error: 'error.run.not_found', message: 'x', request_id: 'r-3' });
      const failure = await failureOf((request) => request.flush(body, { status: 404, statusText: 'Not Found' }));
      expect([failure.code, failure.requestId]).toEqual(['error.run.not_found', 'r-3']);
    });

    it('when the server says something newer than this page knows', async () => {
      const body = { ok: false, error: 'error.of.tomorrow', message: 'x', request_id: 'r-4' };
      const failure = await failureOf((request) => request.flush(body, { status: 409, statusText: 'Conflict' }));
      expect(failure.code).toBe('error.unknown');
    });

    it('with the number to quote, where our side is to blame', async () => {
      const body = (error: string) => ({ ok: false, error, message: 'x', request_id: 'r-5' });
      const ours = await failureOf((request) =>
        request.flush(body('error.internal'), { status: 500, statusText: 'Internal' }),
      );
      expect(describeFailure(ours).requestId).toBe('r-5');
      const theirs = await failureOf((request) =>
        request.flush(body('error.run.closed'), { status: 409, statusText: 'Conflict' }),
      );
      expect(describeFailure(theirs).requestId).toBeNull();
    });
  });
});
