import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { apiInterceptor } from '../http/api-interceptor';
import { PageReload } from '../page-reload';
import { alberni, barkley, dana } from '../testing/fake-session';
import { Session } from './session';
import { SessionChannel, type SessionMessage } from './session-channel';
import { type HeldToken } from './tokens';

/** What the other tabs of this browser would be. */
class FakeChannel {
  hinted = false;
  readonly told: SessionMessage[] = [];
  private hear: (message: SessionMessage) => void = () => undefined;

  readonly tell = (message: SessionMessage) => this.told.push(message);
  readonly listen = (heard: (message: SessionMessage) => void) => (this.hear = heard);
  readonly alone = <T>(work: () => Promise<T>) => work();

  fromAnotherTab(message: SessionMessage): void {
    this.hear(message);
  }
}

const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
const jwt = (name: string, sub = dana.id) => `${encode({ alg: 'HS256' })}.${encode({ sub, name })}.signature`;
const token = (name: string, sub = dana.id) => ({
  ok: true,
  access_token: jwt(name, sub),
  token_type: 'Bearer',
  expires_in: 900,
});
const held = (name: string, sub = dana.id): HeldToken => ({
  value: jwt(name, sub),
  individualId: sub,
  goodUntil: Date.now() + 600_000,
});
const me = { ok: true, individual: dana, tenants: [barkley, alberni] };
const refused = { ok: false, error: 'error.auth.required', message: 'Sign in to go on', request_id: 'r' };

/** Lets promises that wait on each other come to rest. */
const rest = () => new Promise((resolve) => setTimeout(resolve));

describe('Session', () => {
  let session: Session;
  let channel: FakeChannel;
  let http: HttpTestingController;
  const reload = { now: jest.fn() };

  beforeEach(() => {
    reload.now.mockReset();
    localStorage.clear();
    sessionStorage.clear();
    channel = new FakeChannel();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([apiInterceptor])),
        provideHttpClientTesting(),
        { provide: SessionChannel, useValue: channel },
        { provide: PageReload, useValue: reload },
      ],
    });
    session = TestBed.inject(Session);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  const expectOne = async (method: string, url: string): Promise<TestRequest> => {
    await rest();
    return http.expectOne({ method, url });
  };
  const refuse = (request: TestRequest) => request.flush(refused, { status: 401, statusText: 'Unauthorized' });

  async function enter(name = 'first'): Promise<void> {
    const entered = session.signIn({ email: dana.email, password: 'p' });
    (await expectOne('POST', '/api/auth/login')).flush({ ...token(name), individual: dana });
    (await expectOne('GET', '/api/auth/me')).flush(me);
    await entered;
  }

  it('asks nothing of the server in a browser that never signed in', async () => {
    expect(await session.settle()).toBe('signed_out');
    await rest();
  });

  it('comes back after a load, by the cookie', async () => {
    channel.hinted = true;
    const settled = session.settle();
    (await expectOne('POST', '/api/auth/refresh')).flush(token('first'));
    const asked = await expectOne('GET', '/api/auth/me');
    expect(asked.request.headers.get('Authorization')).toBe(`Bearer ${jwt('first')}`);
    asked.flush(me);
    expect(await settled).toBe('signed_in');
    expect(session.individual()).toEqual(dana);
    expect(session.tenants()).toEqual([barkley, alberni]);
    expect(await session.settle()).toBe('signed_in');
  });

  it('finds a session that has ended, and does not try again at the next load', async () => {
    channel.hinted = true;
    const settled = session.settle();
    refuse(await expectOne('POST', '/api/auth/refresh'));
    expect(await settled).toBe('signed_out');
    expect(channel.hinted).toBe(false);
  });

  it('takes a server that cannot be reached for no answer, not for the end of the session', async () => {
    channel.hinted = true;
    const settled = session.settle();
    (await expectOne('POST', '/api/auth/refresh')).error(new ProgressEvent('error'));
    expect(await settled).toBe('unreachable');
    expect(session.failure()).toMatchObject({ code: 'error.network' });
    expect(channel.hinted).toBe(true);
  });

  it('keeps the token in memory only', async () => {
    await enter();
    const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    expect(await session.accessToken()).toBe(jwt('first'));
    expect(stored).not.toContain(jwt('first'));
    expect(stored).not.toContain(dana.email);
  });

  it('renews once for everybody who asks, and hands the token to the other tabs', async () => {
    await enter();
    const both = Promise.all([session.renew(jwt('first')), session.renew(jwt('first'))]);
    (await expectOne('POST', '/api/auth/refresh')).flush(token('second'));
    expect(await both).toEqual([jwt('second'), jwt('second')]);
    expect(channel.told.at(-1)).toMatchObject({ kind: 'renewed', token: { value: jwt('second') } });
  });

  it('takes the token that another tab has renewed, instead of spending the cookie again', async () => {
    await enter();
    channel.fromAnotherTab({ kind: 'renewed', token: held('second') });
    expect(await session.renew(jwt('first'))).toBe(jwt('second'));
  });

  it('takes no token of another person from another tab', async () => {
    await enter();
    channel.fromAnotherTab({ kind: 'renewed', token: held('theirs', alberni.id) });
    expect(await session.accessToken()).toBe(jwt('first'));
  });

  it('starts over when somebody else signed in in another tab', async () => {
    await enter();
    channel.fromAnotherTab({ kind: 'signed_in', individualId: dana.id });
    expect(reload.now).not.toHaveBeenCalled();
    channel.fromAnotherTab({ kind: 'signed_in', individualId: alberni.id });
    expect(reload.now).toHaveBeenCalledTimes(1);
  });

  it('starts over when the cookie turns out to be somebody else’s', async () => {
    await enter();
    const renewed = session.renew(jwt('first'));
    (await expectOne('POST', '/api/auth/refresh')).flush(token('theirs', alberni.id));
    expect(await renewed).toBeNull();
    expect(reload.now).toHaveBeenCalledTimes(1);
  });

  it('ends with the session: here, and in the other tabs', async () => {
    await enter();
    const renewed = session.renew(jwt('first'));
    refuse(await expectOne('POST', '/api/auth/refresh'));
    expect(await renewed).toBeNull();
    expect(session.state()).toBe('signed_out');
    expect(session.individual()).toBeNull();
    expect(session.tenants()).toEqual([]);
    expect(channel.told.at(-1)).toEqual({ kind: 'ended' });
  });

  it('ends when another tab signs out', async () => {
    await enter();
    channel.fromAnotherTab({ kind: 'ended' });
    expect(session.state()).toBe('signed_out');
    expect(await session.accessToken()).toBeNull();
  });

  it('forgets at once when signing out, before the server has answered', async () => {
    await enter();
    const out = session.signOut();
    expect(session.state()).toBe('signed_out');
    expect(await session.accessToken()).toBeNull();
    expect(channel.hinted).toBe(false);
    const asked = await expectOne('POST', '/api/auth/logout');
    expect(asked.request.headers.get('Authorization')).toBe(`Bearer ${jwt('first')}`);
    asked.flush({ ok: true });
    await out;
  });

  it('says so when the server could not be told of signing out', async () => {
    await enter();
    const out = session.signOut();
    (await expectOne('POST', '/api/auth/logout')).error(new ProgressEvent('error'));
    await expect(out).rejects.toMatchObject({ code: 'error.network' });
    expect(session.state()).toBe('signed_out');
  });

  it('knows a new organisation as soon as it is made', async () => {
    await enter();
    const made = session.createTenant({ name: 'Kyuquot Fuel' });
    (await expectOne('POST', '/api/tenants')).flush({
      ok: true,
      tenant: { id: 'new', name: 'Kyuquot Fuel', slug: 'k' },
    });
    const fresh = { ...barkley, id: 'new', name: 'Kyuquot Fuel' };
    (await expectOne('GET', '/api/auth/me')).flush({ ...me, tenants: [...me.tenants, fresh] });
    expect(await made).toMatchObject({ id: 'new' });
    expect(session.tenants()).toContainEqual(fresh);
  });
});
