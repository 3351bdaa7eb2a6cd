import { type DialogRef } from '@angular/cdk/dialog';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, LIMITS, type RunSummary, type ServiceRequest } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, mailLink, Notices, telLink } from '@service-runs/ui';
import { Confirm, Dialogs } from '@service-runs/ui/dialog';
import { firstValueFrom } from 'rxjs';
import { RequestsApi } from '../core/requests/requests-api';
import { AttachToRunDialog, type AttachToRunData } from './attach-to-run-dialog';
import { InboxApi, isOpen } from './inbox-api';
import { askedWords, runWords } from './request-words';

/** One request, whole, and what can be done with it as it stands. */
@Component({
  selector: 'sr-request-pane',
  imports: [BusyButton, FormFailure, Icon, RouterLink],
  templateUrl: './request-pane.html',
  styleUrl: './request-pane.css',
})
export class RequestPane {
  readonly request = input.required<ServiceRequest>();
  /** The page is about this request: its name is the page's heading. */
  readonly alone = input(false);
  /** As it is after something was done with it. */
  readonly changed = output<ServiceRequest>();
  /** Something could not be done with it: perhaps because it is not as it is shown. */
  readonly missed = output();

  private readonly api = inject(RequestsApi);
  private readonly inboxApi = inject(InboxApi);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly destroyRef = inject(DestroyRef);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = {
    run: service('provider.inbox.run'),
    runNone: service('provider.inbox.run.none'),
    attached: service('provider.inbox.attached'),
    attachedNone: service('provider.inbox.attached.none'),
    zone: service('provider.inbox.zone'),
    phone: service('provider.inbox.phone'),
    email: service('provider.inbox.email'),
    status: service('provider.inbox.status'),
    reason: service('provider.inbox.reason'),
    accept: service('provider.inbox.accept'),
    accepting: service('provider.inbox.accept.busy'),
    decline: service('provider.inbox.decline'),
    attach: service('provider.inbox.attach'),
    detach: service('provider.detach'),
  };

  /** The runs that are named here, as far as they have been read: the request itself tells only their names. */
  private readonly runs = signal<ReadonlyMap<Id, RunSummary>>(new Map());
  protected readonly busy = signal(false);
  protected readonly id = computed(() => this.request().id);
  /** Why it could not be done with this request; with another, nothing has been tried. */
  protected readonly refused = linkedSignal<Id, unknown>({ source: this.id, computation: () => null });
  private dialog: DialogRef<RunSummary> | null = null;

  protected readonly asked = computed(() => askedWords(this.request()));
  protected readonly status = computed(() => service(`provider.inbox.status.${this.request().status}`));
  protected readonly run = computed(() => this.lineOf(this.request().run));
  protected readonly attachedRun = computed(() => this.lineOf(this.request().attached_run));
  protected readonly tel = computed(() => telLink(this.request().requester_phone ?? ''));
  protected readonly mail = computed(() => mailLink(this.request().requester_email));
  protected readonly reason = computed(() => this.request().decline_reason ?? service('provider.inbox.reason.none'));
  protected readonly how = computed(() => {
    const { status, attached_run, requester_name: person } = this.request();
    if (status === 'new') return service('provider.inbox.how', { person });
    return status === 'accepted' && attached_run === null ? service('provider.inbox.how.accepted', { person }) : null;
  });

  constructor() {
    effect(() => {
      const { run, attached_run } = this.request();
      untracked(() => {
        for (const each of [run, attached_run]) if (each && !this.runs().has(each.id)) void this.readRun(each.id);
      });
    });
    this.destroyRef.onDestroy(() => this.dialog?.close());
  }

  focusHeading(): void {
    this.heading().nativeElement.focus({ preventScroll: true });
  }

  protected async accept(): Promise<void> {
    const { id, requester_name: person } = this.request();
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      this.took(await this.api.accept(id), service('provider.inbox.accepted', { person }));
    } catch (error) {
      if (id === this.id()) this.refused.set(error);
      if (!this.destroyRef.destroyed) this.missed.emit();
    } finally {
      this.busy.set(false);
    }
  }

  protected async decline(): Promise<void> {
    const { id, requester_name: person } = this.request();
    this.refused.set(null);
    let declined: ServiceRequest | null = null;
    await this.confirm.ask({
      heading: service('provider.inbox.decline.title', { person }),
      consequence: service('provider.inbox.decline.body', { person }),
      act: service('provider.inbox.decline.act'),
      actBusy: service('provider.inbox.decline.busy'),
      keep: service('provider.inbox.decline.keep'),
      reason: { help: service('provider.inbox.decline.help'), maxLength: LIMITS.declineReason },
      perform: async (reason) => {
        declined = await this.api.decline(id, reason);
      },
    });
    if (this.destroyRef.destroyed) return;
    if (declined) this.took(declined, service('provider.inbox.declined', { person }));
    else this.missed.emit();
  }

  protected async attach(): Promise<void> {
    const request = this.request();
    this.refused.set(null);
    const asked = request.run && (this.runs().get(request.run.id) ?? null);
    this.dialog = this.dialogs.open<RunSummary, AttachToRunData>(AttachToRunDialog, {
      data: { request, asked: asked && isOpen(asked) ? asked : null },
      focus: '[data-first]',
    });
    const run = await firstValueFrom(this.dialog.closed, { defaultValue: undefined });
    if (this.destroyRef.destroyed) return;
    if (!run) {
      this.missed.emit();
      return;
    }
    this.runs.update((runs) => new Map(runs).set(run.id, run));
    this.took(
      { ...request, attached_run: { id: run.id, name: run.name } },
      service('provider.inbox.attach.done', { person: request.requester_name, run: run.name }),
    );
  }

  protected async detach(): Promise<void> {
    const request = this.request();
    const { id, attached_run: run, requester_name: person } = request;
    if (!run) return;
    const done = await this.confirm.ask({
      heading: service('provider.detach.title', { person }),
      consequence: service('provider.detach.body', { person, run: run.name }),
      act: service('provider.detach'),
      actBusy: service('provider.detach.busy'),
      keep: service('provider.detach.keep'),
      harmless: true,
      perform: () => this.api.detach(run.id, [id]),
    });
    if (this.destroyRef.destroyed) return;
    if (done) this.took({ ...request, attached_run: null }, service('provider.detach.done', { person }));
    else this.missed.emit();
  }

  private took(request: ServiceRequest, said: string): void {
    this.notices.tell(said);
    if (this.destroyRef.destroyed) return;
    this.changed.emit(request);
    // The button that was pressed is gone.
    if (request.id === this.id()) this.focusHeading();
  }

  private async readRun(id: Id): Promise<void> {
    try {
      const run = await this.inboxApi.run(id);
      this.runs.update((runs) => new Map(runs).set(id, run));
    } catch {
      // Its name and the way to it stand there without its date.
    }
  }

  private lineOf(run: { id: Id; name: string } | null) {
    if (run === null) return null;
    const read = this.runs().get(run.id);
    return { name: run.name, path: appPaths.providerRun(run.id), about: read ? runWords(read) : '' };
  }
}
