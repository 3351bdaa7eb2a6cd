import { randomBytes } from 'node:crypto';

/** Somebody with an account, who calls the API and knows what must come of it. */
export class Caller {
  private readonly origin: string;
  private readonly token: string;
  private readonly tenantId: string | undefined;
  /** The refresh cookie, by which one stays signed in. */
  private readonly cookie: string;

  private constructor(origin: string, token: string, cookie: string, tenantId?: string) {
    this.origin = origin;
    this.token = token;
    this.cookie = cookie;
    this.tenantId = tenantId;
  }

  static register(origin: string, email: string): Promise<Caller> {
    const body = { email, password: randomBytes(24).toString('base64url'), display_name: email.split('@')[0] };
    return new Caller(origin, '', '').signedInBy('/api/auth/register', body, 201);
  }

  static signIn(origin: string, email: string, password: string): Promise<Caller> {
    return new Caller(origin, '', '').signedInBy('/api/auth/login', { email, password }, 200);
  }

  /** A new access token for the cookie. */
  refreshed(): Promise<Caller> {
    return this.signedInBy('/api/auth/refresh', {}, 200);
  }

  actingFor(tenantId: string): Caller {
    return new Caller(this.origin, this.token, this.cookie, tenantId);
  }

  /** The same person at another server. */
  at(origin: string): Caller {
    return new Caller(origin, this.token, this.cookie, this.tenantId);
  }

  async get<Body>(path: string, expected: number): Promise<Body> {
    return (await this.call<Body>('GET', path, undefined, expected)).body;
  }

  async post<Body>(path: string, body: object, expected: number): Promise<Body> {
    return (await this.call<Body>('POST', path, body, expected)).body;
  }

  private async signedInBy(path: string, body: object, expected: number): Promise<Caller> {
    const answer = await this.call<{ access_token: string }>('POST', path, body, expected);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return new Caller(this.origin, answer.body.access_token, cookie, this.tenantId);
  }

  private async call<Body>(method: string, path: string, sent: object | undefined, expected: number) {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.tenantId && { 'x-tenant-id': this.tenantId }),
        ...(sent && { 'content-type': 'application/json' }),
      },
      ...(sent && { body: JSON.stringify(sent) }),
    });
    const text = await response.text();
    if (response.status !== expected) {
      const where = path.replaceAll(/[\w-]{30,}/g, '…');
      throw new Error(`${method} ${where} was answered with ${response.status} in place of ${expected}: ${text}`);
    }
    return { headers: response.headers, body: JSON.parse(text) as Body };
  }
}
