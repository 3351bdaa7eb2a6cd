import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
  untracked,
} from '@angular/core';
import { type Id, LIMITS, type PortalRun } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, scheduleWords } from '@service-runs/ui';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { PortalAddress } from './portal-address';
import { PortalStore } from './portal-store';
import { looksLikeEmail } from '../core/email-form';

/** In the order in which they stand. */
const fields = ['name', 'email', 'phone', 'zone', 'summary'] as const;
type Field = (typeof fields)[number];
type Told = Partial<Record<Field, string>>;

/** How the API names them. */
const fieldOfPath: Partial<Record<string, Field>> = {
  requester_name: 'name',
  requester_email: 'email',
  requester_phone: 'phone',
  zone_name: 'zone',
  summary: 'summary',
};

const nothing: Readonly<Record<Field, string>> = { name: '', email: '', phone: '', zone: '', summary: '' };

/** Asks for a reservation on the run that was chosen. What is typed stays until it has been sent. */
@Component({
  selector: 'sr-request-form',
  imports: [BusyButton, FormFailure, Icon],
  templateUrl: './request-form.html',
  styleUrl: './request-form.css',
})
export class RequestForm {
  protected readonly store = inject(PortalStore);
  protected readonly address = inject(PortalAddress);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  protected readonly limits = LIMITS;
  protected readonly run = this.store.chosen;
  protected readonly typed = signal(nothing);
  /** Filled by what fills every field that it finds: no person sees this one. */
  protected readonly trapped = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal<ApiFailure | null>(null);
  /** True once the wait that the API asked for is over. */
  protected readonly waited = signal(false);
  /** Where it went, and where they answer. */
  protected readonly sent = signal<{ run: PortalRun; email: string } | null>(null);
  private readonly handedIn = signal(false);
  /** What the API found wrong, until the field is changed. */
  private readonly refused = signal<Told>({});
  private timer: ReturnType<typeof setTimeout> | undefined;
  private before: Id | null = null;

  protected readonly told = computed<Told>(() => ({ ...this.refused(), ...(this.handedIn() ? this.wrong() : {}) }));
  private readonly wrong = computed<Told>(() => wrongIn(this.typed()));
  protected readonly when = computed(() => {
    const run = this.sent()?.run ?? this.run();
    if (!run) return '';
    const { day, window, zone } = scheduleWords(run);
    return [window ? service('public.ask.when', { day, window }) : day, zone].filter(Boolean).join(' ');
  });
  protected readonly gone = computed(() => {
    const run = this.store.gone();
    return run === null ? null : service('public.ask.gone', { run });
  });
  protected readonly words = {
    title: service('public.ask.title'),
    choose: service('public.ask.choose'),
    kept: service('public.ask.gone.kept'),
    name: service('public.ask.name'),
    email: service('public.ask.email'),
    phone: service('public.ask.phone'),
    zone: service('public.ask.zone'),
    summary: service('public.ask.summary'),
    trap: service('public.ask.trap'),
    send: service('public.ask.send'),
    sending: service('public.ask.send.busy'),
    sent: service('public.ask.sent'),
    again: service('public.ask.sent.again'),
    waited: service('error.rate_limited.over'),
  };

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => {
      const run = this.run();
      untracked(() => this.turnTo(run));
    });
  }

  protected type(field: Field, { target }: Event): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { value } = target;
    this.typed.update((typed) => ({ ...typed, [field]: value }));
    if (this.refused()[field]) this.refused.update((refused) => ({ ...refused, [field]: undefined }));
  }

  protected trap({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.trapped.set(target.value);
  }

  protected wrongId(field: Field): string | null {
    return this.told()[field] ? `ask-${field}-wrong` : null;
  }

  protected fine({ provider_name: name }: PortalRun): string {
    return service('public.ask.fine', { name });
  }

  protected sentTo({ provider_name: name }: PortalRun): string {
    return service('public.ask.sent.to', { name });
  }

  protected next(address: string): string {
    return service('public.ask.sent.next', { address });
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const run = this.run();
    if (!run || this.busy()) return;
    this.handedIn.set(true);
    this.refused.set({});
    this.failure.set(null);
    if (this.leadToTold()) return;

    const { name, email, phone, zone, summary } = trimmed(this.typed());
    this.busy.set(true);
    try {
      // A machine is told what a person is told, and learns nothing from it.
      if (!this.trapped()) {
        await this.store.send({
          run_id: run.id,
          requester_name: name,
          requester_email: email,
          requester_phone: phone || null,
          zone_name: zone || null,
          summary,
        });
      }
      this.sent.set({ run, email });
      this.startAnew();
      this.focusHeading();
    } catch (error) {
      this.refuse(run, toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Another request of the same person, who need not say again who that is. */
  protected again(): void {
    this.sent.set(null);
    this.focusHeading();
  }

  /** Another run has been chosen, or none is. */
  private turnTo(run: PortalRun | null): void {
    if (run === null || run.id === this.before) return;
    this.before = run.id;
    this.sent.set(null);
    this.failure.set(null);
    // Chosen in the list, which is far above on a phone. The page of one run leads the focus itself.
    if (this.address.place().runId === null) this.focusHeading();
  }

  private startAnew(): void {
    this.typed.update((typed) => ({ ...typed, summary: '' }));
    this.handedIn.set(false);
  }

  private refuse(run: PortalRun, failure: ApiFailure): void {
    if (failure.code === 'error.portal.not_found') {
      this.store.close();
      return;
    }
    if (failure.code === 'error.run.not_found' || failure.details.some(({ path }) => path === 'run_id')) {
      this.store.drop(run);
      this.before = null;
      this.focusHeading();
      return;
    }
    const refused: Told = {};
    for (const { path, message } of failure.details) {
      const field = fieldOfPath[path];
      if (field) refused[field] ??= service('public.ask.refused', { field: this.words[field], why: message });
    }
    this.refused.set(refused);
    if (this.leadToTold()) return;
    this.failure.set(failure);
    this.waited.set(false);
    clearTimeout(this.timer);
    if (failure.retryAfter !== null) {
      this.timer = setTimeout(() => this.waited.set(true), failure.retryAfter * 1000);
    }
  }

  private leadToTold(): boolean {
    const first = fields.find((field) => this.told()[field]);
    if (!first) return false;
    // Only once it is drawn as wrong, so that what is said of it is read with it.
    afterNextRender(() => this.host.querySelector<HTMLElement>(`#ask-${first}`)?.focus(), { injector: this.injector });
    return true;
  }

  private focusHeading(): void {
    afterNextRender(
      () => {
        const heading = this.host.querySelector<HTMLElement>('h2');
        heading?.focus();
        heading?.scrollIntoView?.({ block: 'nearest' });
      },
      { injector: this.injector },
    );
  }
}

function trimmed(typed: Readonly<Record<Field, string>>): Record<Field, string> {
  const { name, email, phone, zone, summary } = typed;
  return {
    name: name.trim(),
    email: email.trim(),
    phone: phone.trim(),
    zone: zone.trim(),
    summary: summary.trim(),
  };
}

function wrongIn(typed: Readonly<Record<Field, string>>): Told {
  const { name, email, summary } = trimmed(typed);
  const told: Told = {};
  if (!name) told.name = service('public.ask.name.missing');
  if (!email) told.email = service('public.ask.email.missing');
  else if (/^[^\s@]+@[^\s@.]*\.?$/.test(email)) told.email = service('public.ask.email.short');
  else if (!looksLikeEmail(email)) told.email = service('public.ask.email.bad');
  if (!summary) told.summary = service('public.ask.summary.missing');
  return told;
}
