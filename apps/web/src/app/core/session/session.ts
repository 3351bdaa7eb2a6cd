import { HttpClient, HttpContext, HttpContextToken } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import {
  apiPaths,
  type CreateTenantInput,
  type Individual,
  type LoginInput,
  type Me,
  type Membership,
  type Refreshed,
  type RegisterInput,
  type SignedIn,
  type TenantCreated,
} from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';
import { ApiFailure, toApiFailure } from '../http/api-failure';
import { PageReload } from '../page-reload';
import { SessionChannel } from './session-channel';
import { type HeldToken, hold } from './tokens';

/** On calls that make or end the session itself: the interceptor sends no token with them and renews none for them. */
export const OUTSIDE_SESSION = new HttpContextToken(() => false);

/** `unknown` until the first load has been settled; `unreachable` when it could not be. */
export type SessionState = 'unknown' | 'signed_out' | 'signed_in' | 'unreachable';

/**
 * Who is signed in. The access token lives in this tab's memory; what outlives the tab is the refresh cookie, which no
 * script can read. Tabs renew one at a time and hand each other the result, since a spent cookie ends the session.
 */
@Service()
export class Session {
  private readonly http = inject(HttpClient);
  private readonly channel = inject(SessionChannel);
  private readonly pageReload = inject(PageReload);

  private readonly current = signal<SessionState>('unknown');
  private readonly person = signal<Individual | null>(null);
  private readonly memberships = signal<readonly Membership[]>([]);
  private readonly mails = signal(false);
  /** What kept the session from being settled, while the state is `unreachable`. */
  readonly failure = signal<unknown>(null);

  readonly state = this.current.asReadonly();
  readonly individual = this.person.asReadonly();
  readonly tenants = this.memberships.asReadonly();
  /** Whether this site sends mail. */
  readonly sendsMail = this.mails.asReadonly();
  readonly signedIn = computed(() => this.current() === 'signed_in');

  private token: HeldToken | null = null;
  private settling: Promise<SessionState> | null = null;
  private renewing: Promise<string | null> | null = null;

  constructor() {
    this.channel.listen((message) => {
      const mine = this.person()?.id;
      if (message.kind === 'ended' && this.signedIn()) this.forget();
      // Somebody who is typing in a signed-out tab is left alone.
      if (message.kind === 'signed_in' && mine !== undefined && mine !== message.individualId) this.startOver();
      if (message.kind === 'renewed' && mine === message.token.individualId) this.token = message.token;
    });
  }

  /** Whoever is signed in, found out once for each load. */
  settle(): Promise<SessionState> {
    this.settling ??= this.restore();
    return this.settling;
  }

  async signIn(input: LoginInput): Promise<void> {
    await this.enter(await this.outside<SignedIn>(apiPaths.login, input));
  }

  async register(input: RegisterInput): Promise<void> {
    await this.enter(await this.outside<SignedIn>(apiPaths.register, input));
  }

  /** Ends the session here at once, whatever becomes of the call: the person may be about to hand the device on. */
  async signOut(): Promise<void> {
    const token = this.token;
    this.forget();
    this.channel.tell({ kind: 'ended' });
    const headers = token ? { Authorization: `Bearer ${token.value}` } : undefined;
    try {
      await firstValueFrom(
        this.http.post(
          apiPaths.logout,
          {},
          { context: new HttpContext().set(OUTSIDE_SESSION, true), headers, keepalive: true },
        ),
      );
    } catch (error) {
      // A session that had ended already is what was wanted.
      if (toApiFailure(error).status !== 401) throw error;
    }
  }

  async createTenant(input: CreateTenantInput): Promise<TenantCreated['tenant']> {
    const { tenant } = await firstValueFrom(this.http.post<TenantCreated>(apiPaths.tenants, input));
    await this.load();
    return tenant;
  }

  /** Reads the person and the organisations anew, as after claiming a membership. */
  async load(): Promise<void> {
    this.take(await firstValueFrom(this.http.get<Me>(apiPaths.me)));
    this.current.set('signed_in');
  }

  /** What a change of oneself answered. */
  take({ individual, tenants, mail }: Me): void {
    this.person.set(individual);
    this.memberships.set(tenants);
    this.mails.set(mail);
  }

  /** A token to send, renewed when it is about to end; null when nobody is signed in. */
  accessToken(): Promise<string | null> {
    if (this.token && Date.now() < this.token.goodUntil) return Promise.resolve(this.token.value);
    return this.token ? this.renew(this.token.value) : Promise.resolve(null);
  }

  /**
   * A token in place of one that was refused or has run out: one refresh for everybody who asks meanwhile, and for all
   * tabs. Null when the session has ended; throws when that could not be found out.
   */
  renew(refused: string | null): Promise<string | null> {
    this.renewing ??= this.renewOnce(refused).finally(() => (this.renewing = null));
    return this.renewing;
  }

  private renewOnce(refused: string | null): Promise<string | null> {
    return this.channel.alone(async () => {
      // While this tab waited for the lock, another may have renewed and said so.
      if (this.token && this.token.value !== refused && Date.now() < this.token.goodUntil) return this.token.value;
      let renewed: HeldToken;
      try {
        renewed = hold(await this.outside<Refreshed>(apiPaths.refresh, {}));
      } catch (error) {
        if (toApiFailure(error).status !== 401) throw error;
        const ended = this.signedIn();
        this.forget();
        if (ended) this.channel.tell({ kind: 'ended' });
        return null;
      }
      const mine = this.person()?.id;
      if (mine !== undefined && mine !== renewed.individualId) {
        // The cookie is another account's now: what this tab shows is not theirs to see.
        this.startOver();
        return null;
      }
      this.token = renewed;
      this.channel.tell({ kind: 'renewed', token: renewed });
      return renewed.value;
    });
  }

  private async restore(): Promise<SessionState> {
    if (!this.channel.hinted) {
      this.current.set('signed_out');
      return 'signed_out';
    }
    try {
      if ((await this.renew(null)) !== null) await this.load();
      else this.current.set('signed_out');
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) {
        this.forget();
      } else {
        this.failure.set(error);
        this.current.set('unreachable');
      }
    }
    return this.current();
  }

  private async enter(answer: SignedIn): Promise<void> {
    this.token = hold(answer);
    this.channel.hinted = true;
    await this.load();
    this.settling = Promise.resolve('signed_in');
    this.channel.tell({ kind: 'signed_in', individualId: answer.individual.id });
  }

  private forget(): void {
    this.token = null;
    this.channel.hinted = false;
    this.person.set(null);
    this.memberships.set([]);
    this.current.set('signed_out');
    this.settling = Promise.resolve('signed_out');
  }

  /** Everything in memory belongs to somebody else: only a fresh load is sure to hold nothing of it. */
  private startOver(): void {
    this.token = null;
    this.pageReload.now();
  }

  private outside<Answer>(path: string, body: object): Promise<Answer> {
    return firstValueFrom(
      this.http.post<Answer>(path, body, { context: new HttpContext().set(OUTSIDE_SESSION, true), keepalive: true }),
    );
  }
}
