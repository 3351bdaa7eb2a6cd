import {
  afterNextRender,
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { appPaths, type Instant, type PublicInvitationAnswer } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BrandMark, BusyButton, ErrorState, FormFailure, Icon, longDay, readerZone } from '@service-runs/ui';
import { Credentials } from '../core/credentials/credentials';
import { InvitationFacts } from '../core/invitation/invitation-facts';
import { InvitationSmallPrint } from '../core/invitation/invitation-small-print';
import { Letterhead } from '../core/invitation/letterhead';
import { PageReload } from '../core/page-reload';
import { PageTitle } from '../core/page-title';
import { webPaths } from '../core/web-paths';
import { ClaimFlow } from './claim-flow';

/**
 * What a link leads to: who invites, to what, and one button. It is the first thing that a stranger sees, on a phone
 * and a slow line, so it is made of plain HTML and loads nothing of the console.
 */
@Component({
  selector: 'sr-claim-page',
  imports: [
    BrandMark,
    BusyButton,
    Credentials,
    ErrorState,
    FormFailure,
    Icon,
    InvitationFacts,
    InvitationSmallPrint,
    Letterhead,
  ],
  providers: [ClaimFlow],
  templateUrl: './claim-page.html',
  styleUrl: './claim-page.css',
})
export class ClaimPage {
  /** From the address. */
  readonly token = input.required<string>();

  protected readonly flow = inject(ClaimFlow);
  private readonly pageTitle = inject(PageTitle);
  private readonly pageReload = inject(PageReload);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly acts = viewChild<ElementRef<HTMLElement>>('acts');

  protected readonly state = this.flow.state;
  protected readonly creating = signal(false);
  /** True once the person has done something here: from then on the focus follows what comes of it. */
  private acted = false;
  private before = '';

  protected readonly sharedRuns = appPaths.sharedRuns;
  protected readonly forgotPath = webPaths.forgotPassword;
  protected readonly words = {
    loading: service('common.loading'),
    forgot: service('auth.forgot'),
    page: service('public.invite.page'),
    dead: service('public.invite.expired'),
    deadWhy: service('public.invite.dead.why'),
    deadNext: service('public.invite.dead.next'),
    deadNextBody: service('public.invite.dead.next.body'),
    deadShared: service('public.invite.dead.shared'),
    deadClaimed: service('public.invite.dead.claimed'),
    failed: service('public.invite.failed'),
    brand: service('shell.brand'),
    sentThrough: service('public.invite.sent_through', { brand: service('shell.brand') }),
    noAccount: service('auth.no_account'),
    create: service('auth.create_account'),
    haveAccount: service('auth.have_account'),
    signIn: service('auth.sign_in'),
    sessionFailed: service('public.invite.session_failed'),
    claiming: service('public.invite.claim.busy'),
    switch: service('public.invite.switch'),
    switching: service('public.invite.switch.busy'),
    tryAgain: service('common.try_again'),
    taken: service('public.invite.taken'),
    claimed: service('public.invite.claimed'),
    unverified: service('public.invite.unverified'),
    have: service('public.invite.have'),
    haveStays: service('public.invite.have.stays'),
    haveOpen: service('public.invite.have.open'),
    haveWhere: service('public.invite.have.where'),
    joinOpen: service('public.invite.join.open'),
  };
  /** Pressed again after a failure, the same button says so. */
  protected readonly claimWord = computed(() =>
    this.flow.failure() ? this.words.tryAgain : service('public.invite.claim'),
  );

  constructor() {
    // The address of this page is a key: nothing that leaves the page may carry it, and nobody may list it.
    const tags = [this.metaTag('robots', 'noindex'), this.metaTag('referrer', 'no-referrer')];
    inject(DestroyRef).onDestroy(() => tags.forEach((tag) => tag.remove()));

    effect(() => {
      const token = this.token();
      untracked(() => void this.flow.open(token));
    });
    effect(() => this.pageTitle.set(this.titleOf()));
    // Whoever signs in here again, after a change of account, begins as everybody does.
    effect(() => {
      const state = this.state();
      if (state.kind !== 'open' || state.step.kind !== 'sign_in') untracked(() => this.creating.set(false));
    });
    // What had the focus may be gone with the step that it belonged to: it goes to what comes next.
    afterRenderEffect(() => {
      const state = this.state();
      const step = state.kind === 'open' ? state.step.kind : state.kind;
      // Nobody leaves that step but by signing in on it.
      if (this.before === 'sign_in' && step !== 'sign_in') this.acted = true;
      this.before = step;
      if (!this.acted || step === 'settling' || step === 'loading') return;
      untracked(() => this.lead());
    });
  }

  protected retry(): void {
    this.acted = true;
    void this.flow.open(this.token());
  }

  protected claim(): void {
    this.acted = true;
    void this.flow.claim();
  }

  /** Finds out again who is signed in, or whose a claimed invitation is. */
  protected settle(session: boolean): void {
    this.acted = true;
    if (session) this.pageReload.now();
    else void this.flow.claim({ open: false });
  }

  protected switchAccount(): void {
    this.acted = true;
    void this.flow.switchAccount();
  }

  protected toggleCreating(): void {
    this.creating.update((creating) => !creating);
    afterNextRender(() => this.firstField()?.focus(), { injector: this.injector });
  }

  protected joining({ invitation }: PublicInvitationAnswer): boolean {
    return invitation.context_type === 'tenant';
  }

  protected headingOf(answer: PublicInvitationAnswer): string {
    return this.joining(answer)
      ? service('public.invite.join.title', { name: answer.provider.name })
      : answer.copy.title;
  }

  protected signInHeading(answer: PublicInvitationAnswer, claimed: boolean): string {
    if (!claimed) return service(this.creating() ? 'public.invite.create' : 'public.invite.sign_in');
    return service(this.joining(answer) ? 'public.invite.join.claimed.sign_in' : 'public.invite.claimed.sign_in');
  }

  protected claimedBody(answer: PublicInvitationAnswer): string {
    return service(this.joining(answer) ? 'public.invite.join.claimed.body' : 'public.invite.claimed.body');
  }

  protected meantFor(address: string): string {
    return service('public.invite.meant_for', { address });
  }

  protected signedInAs(address: string): string {
    return service('public.invite.signed_in_as', { address });
  }

  protected notYours({ provider }: PublicInvitationAnswer): string {
    return provider.contact_phone
      ? service('public.invite.not_yours.call')
      : service('public.invite.not_yours.ask', { name: provider.name });
  }

  protected takenBody({ provider }: PublicInvitationAnswer): string {
    return service('public.invite.taken.body', { name: provider.name });
  }

  protected unverifiedBody(address: string): string {
    return service('public.invite.unverified.body', { address });
  }

  protected since(instant: Instant): string {
    return service('public.invite.have.since', { day: whole(longDay(instant, readerZone())) });
  }

  protected belongTo({ provider }: PublicInvitationAnswer): string {
    return service('public.invite.join.have', { name: provider.name });
  }

  protected signedInBy(name: string): string {
    return service('public.invite.fine.signed_in', { name });
  }

  private metaTag(name: string, content: string): HTMLMetaElement {
    const tag = this.document.createElement('meta');
    tag.name = name;
    tag.content = content;
    this.document.head.append(tag);
    return tag;
  }

  private titleOf(): string {
    const state = this.state();
    if (state.kind === 'dead') return service('public.invite.page.dead');
    if (state.kind !== 'open') return service('public.invite.page');
    return service('public.invite.page.from', { name: state.answer.provider.name });
  }

  private lead(): void {
    const active = this.document.activeElement;
    if (active && active !== this.document.body) return;
    const next = this.acts()?.nativeElement.querySelector<HTMLElement>('[data-next]') ?? this.firstField();
    next?.focus();
  }

  private firstField(): HTMLElement | null {
    return this.acts()?.nativeElement.querySelector('input') ?? null;
  }
}

/** A date stays on one line. */
function whole(day: string): string {
  return day.replaceAll(' ', '\u00a0');
}
