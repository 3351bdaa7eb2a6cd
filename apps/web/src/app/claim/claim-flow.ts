import { HttpClient, HttpContext } from '@angular/common/http';
import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import {
  apiPaths,
  appPaths,
  type ClaimAnswer,
  type Instant,
  type PublicInvitationAnswer,
} from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Notices } from '@service-runs/ui';
import { firstValueFrom } from 'rxjs';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { PageReload } from '../core/page-reload';
import { CurrentTenant } from '../core/session/current-tenant';
import { safeReturnTo } from '../core/session/return-to';
import { OUTSIDE_SESSION, Session } from '../core/session/session';
import { canBe } from './masked-address';

/** What the person in front of an open invitation can do next. */
export type Step =
  | { kind: 'settling' }
  /** It could not be found out who is signed in, or whether a claimed invitation is theirs. */
  | { kind: 'unsettled'; error: unknown; session: boolean }
  | { kind: 'sign_in'; claimed: boolean }
  | { kind: 'claim' }
  | { kind: 'wrong_address'; meantFor: string; mine: string }
  | { kind: 'unverified'; mine: string }
  | { kind: 'taken' }
  | { kind: 'have'; since: Instant | null; path: string };

export type ClaimState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: ApiFailure }
  | { kind: 'dead' }
  | { kind: 'open'; answer: PublicInvitationAnswer; step: Step };

/** What a claim came to, for the person who made it: after a change of account it says nothing any more. */
interface Outcome {
  by: string;
  step: Step;
}

type Opened = Exclude<ClaimState, { kind: 'open' }> | { kind: 'open'; answer: PublicInvitationAnswer };

/** One invitation link and whoever holds it, from opening it to having what it gives. One for each claim page. */
@Service({ autoProvided: false })
export class ClaimFlow {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly pageReload = inject(PageReload);
  private readonly notices = inject(Notices);

  private token = '';
  private readonly opened = signal<Opened>({ kind: 'loading' });
  private readonly outcome = signal<Outcome | null>(null);

  /** Why the last claim did not go through, while it can simply be tried again. */
  readonly failure = signal<ApiFailure | null>(null);
  readonly busy = signal<'claim' | 'switch' | null>(null);
  readonly person = this.session.individual;
  readonly state = computed<ClaimState>(() => {
    const opened = this.opened();
    return opened.kind === 'open' ? { ...opened, step: this.stepAt(opened.answer) } : opened;
  });

  constructor() {
    void this.session.settle();
    // Whether a claimed invitation is this person's only the claim can say; it makes nothing twice.
    effect(() => {
      const state = this.state();
      if (state.kind !== 'open' || state.step.kind !== 'settling' || !this.session.signedIn()) return;
      untracked(() => void this.claim({ open: false }));
    });
  }

  /** Asks what the link is. Called again it asks again: after a failure, or for another link. */
  async open(token: string): Promise<void> {
    this.token = token;
    this.opened.set({ kind: 'loading' });
    this.outcome.set(null);
    this.failure.set(null);
    const opened = await this.look(token);
    // Another link may have been opened meanwhile.
    if (token === this.token) this.opened.set(opened);
  }

  /** Takes it up, and goes to what it gives. However often it is pressed, it is done once. */
  async claim({ open = true } = {}): Promise<void> {
    const [person, token] = [this.session.individual(), this.token];
    if (!person || this.busy()) return;
    this.busy.set('claim');
    this.failure.set(null);
    try {
      const answer = await firstValueFrom(this.http.post<ClaimAnswer>(apiPaths.claim(token), {}));
      if (token !== this.token) return;
      const step = await this.granted(answer);
      if (open) await this.goTo(step.path);
      else this.settle(person.id, step);
    } catch (error) {
      if (token === this.token) this.refused(person, toApiFailure(error));
    } finally {
      this.busy.set(null);
    }
  }

  /** Signs out here, so that the right person can sign in; the link stays open. */
  async switchAccount(): Promise<void> {
    if (this.busy()) return;
    this.busy.set('switch');
    this.failure.set(null);
    try {
      await this.session.signOut();
    } catch {
      this.notices.tell(service('auth.sign_out.unconfirmed'));
    } finally {
      this.busy.set(null);
    }
  }

  private async look(token: string): Promise<Opened> {
    try {
      // Nobody has to be signed in for it, so it does not wait for who is.
      const context = new HttpContext().set(OUTSIDE_SESSION, true);
      const answer = await firstValueFrom(
        this.http.get<PublicInvitationAnswer>(apiPaths.publicInvite(token), { context }),
      );
      return { kind: 'open', answer };
    } catch (error) {
      const failure = toApiFailure(error);
      return failure.code === 'error.invite.invalid_or_expired' ? { kind: 'dead' } : { kind: 'failed', error: failure };
    }
  }

  private stepAt({ invitation }: PublicInvitationAnswer): Step {
    const state = this.session.state();
    const person = this.session.individual();
    const claimed = invitation.status === 'claimed';
    if (state === 'unknown') return { kind: 'settling' };
    if (state === 'unreachable') return { kind: 'unsettled', error: this.session.failure(), session: true };
    if (state === 'signed_out' || !person) return { kind: 'sign_in', claimed };

    const outcome = this.outcome();
    if (outcome?.by === person.id) return outcome.step;
    if (claimed) {
      const failure = this.failure();
      return failure ? { kind: 'unsettled', error: failure, session: false } : { kind: 'settling' };
    }
    const { invitee_email_masked: meantFor } = invitation;
    return canBe(meantFor, person.email) ? { kind: 'claim' } : { kind: 'wrong_address', meantFor, mine: person.email };
  }

  private async granted(answer: ClaimAnswer): Promise<Step & { kind: 'have' }> {
    if ('tenant_id' in answer) {
      // The organisation is new to this session. Should it not be read now, the next load reads it.
      await this.session.load().catch(() => undefined);
      this.currentTenant.choose(answer.tenant_id);
      return { kind: 'have', since: null, path: safeReturnTo(answer.redirect) ?? appPaths.home };
    }
    const path = safeReturnTo(answer.redirect) ?? appPaths.runView(answer.run_id);
    return { kind: 'have', since: answer.access.granted_at, path };
  }

  private refused(person: { id: string; email: string }, failure: ApiFailure): void {
    const opened = this.opened();
    switch (failure.code) {
      case 'error.invite.invalid_or_expired':
        this.opened.set({ kind: 'dead' });
        break;
      case 'error.invite.already_claimed':
        this.settle(person.id, { kind: 'taken' });
        break;
      case 'error.invite.email_mismatch': {
        const known = opened.kind === 'open' ? opened.answer.invitation.invitee_email_masked : '';
        const meantFor = failure.inviteeEmailMasked ?? known;
        this.outcome.set({ by: person.id, step: { kind: 'wrong_address', meantFor, mine: person.email } });
        break;
      }
      case 'error.invite.email_unverified':
        this.outcome.set({ by: person.id, step: { kind: 'unverified', mine: person.email } });
        break;
      default:
        this.failure.set(failure);
    }
  }

  /** It is claimed now, by this person or another: the link tells nothing of the run any more. */
  private settle(by: string, step: Step): void {
    this.outcome.set({ by, step });
    const opened = this.opened();
    if (opened.kind !== 'open') return;
    const invitation = { ...opened.answer.invitation, status: 'claimed' as const };
    this.opened.set({ kind: 'open', answer: { ...opened.answer, invitation, run: undefined } });
  }

  /** The link has served, and leaves the history with its page; until that has gone, there is nothing to go on with. */
  private goTo(path: string): Promise<never> {
    this.pageReload.instead(path);
    return new Promise(() => undefined);
  }
}
