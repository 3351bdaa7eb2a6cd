import { randomBytes } from 'node:crypto';

/** Somebody with an account, who calls the API and knows what must come of it. */
export class Caller {
  private readonly origin: string;
  private readonly token: string;
  private readonly tenantId: string | undefined;

  private constructor(origin: string, token: string, tenantId?: string) {
    this.origin = origin;
    this.token = token;
    this.tenantId = tenantId;
  }

  static async register(origin: string, email: string): Promise<Caller> {
    const body = { email, password: randomBytes(24).toString('base64url'), display_name: email.split('@')[0] };
    const { access_token } = await new Caller(origin, '').post<{ access_token: string }>(
      '/api/auth/register',
      body,
      201,
    );
    return new Caller(origin, access_token);
  }

  actingFor(tenantId: string): Caller {
    return new Caller(this.origin, this.token, tenantId);
  }

  /** The same person at another server. */
  at(origin: string): Caller {
    return new Caller(origin, this.token, this.tenantId);
  }

  get<Body>(path: string, expected: number): Promise<Body> {
    return this.call('GET', path, undefined, expected);
  }

  post<Body>(path: string, body: object, expected: number): Promise<Body> {
    return this.call('POST', path, body, expected);
  }

  private async call<Body>(method: string, path: string, body: object | undefined, expected: number): Promise<Body> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(this.tenantId && { 'x-tenant-id': this.tenantId }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status !== expected) {
      const where = path.replaceAll(/[\w-]{30,}/g, '…');
      throw new Error(`${method} ${where} was answered with ${response.status} in place of ${expected}: ${text}`);
    }
    return JSON.parse(text) as Body;
  }
}
