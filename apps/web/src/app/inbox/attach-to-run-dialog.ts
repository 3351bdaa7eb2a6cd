import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, DestroyRef, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { type Id, LIMITS, type RunSummary, type ServiceRequest } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, ErrorState, FormFailure, Icon, ListRest, LoadingLines } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { Paged } from '../core/paged';
import { RequestsApi } from '../core/requests/requests-api';
import { InboxApi } from './inbox-api';
import { runWords } from './request-words';

/** How long somebody may pause between two letters before the search is made. */
const typingPause = 250;

export interface AttachToRunData {
  request: ServiceRequest;
  /** The run that it was asked on, while that is not over: most likely the one. */
  asked: RunSummary | null;
}

/** Chooses the run that a request is attached to, and attaches it. Closes with that run. */
@Component({
  selector: 'sr-attach-to-run-dialog',
  imports: [BusyButton, DialogFrame, ErrorState, FormFailure, Icon, ListRest, LoadingLines],
  templateUrl: './attach-to-run-dialog.html',
  styleUrl: './attach-to-run-dialog.css',
})
export class AttachToRunDialog {
  protected readonly data = inject<AttachToRunData>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<RunSummary>>(DialogRef);
  private readonly inboxApi = inject(InboxApi);
  private readonly requestsApi = inject(RequestsApi);
  private readonly searchInput = viewChild<ElementRef<HTMLInputElement>>('searchInput');

  protected readonly limits = LIMITS;
  protected readonly from = service('provider.inbox.attach.from', { person: this.data.request.requester_name });
  protected readonly words = {
    title: service('provider.inbox.attach.title'),
    search: service('provider.inbox.attach.search'),
    list: service('provider.inbox.attach.list'),
    asked: service('provider.inbox.attach.asked'),
    loading: service('provider.inbox.attach.loading'),
    failed: service('provider.inbox.attach.failed'),
    moreFailed: service('provider.inbox.attach.more_failed'),
    empty: service('provider.inbox.attach.empty'),
    missing: service('provider.inbox.attach.missing'),
    clearSearch: service('provider.inbox.clear_search'),
    act: service('provider.inbox.attach.act'),
    busy: service('provider.inbox.attach.busy'),
    close: service('common.close'),
  };

  protected readonly q = signal('');
  protected readonly runs = new Paged<RunSummary>((page) => this.inboxApi.openRuns(this.q(), page));
  private readonly picked = signal<RunSummary | null>(this.data.asked);
  protected readonly busy = signal(false);
  protected readonly refused = signal<unknown>(null);
  protected readonly unchosen = signal(false);
  private typing: ReturnType<typeof setTimeout> | undefined;

  /** The one that it was asked on first, and what is chosen always in sight, whatever is searched for. */
  protected readonly lines = computed(() => {
    const { asked } = this.data;
    const picked = this.picked();
    const found = this.runs.items();
    const first = [asked && !this.q() ? asked : null, picked].filter((run) => run !== null);
    const all = [...new Map([...first, ...found].map((run) => [run.id, run])).values()];
    return all.map((run) => ({
      run,
      name: run.name,
      about: [run.zone_name, runWords(run)].filter(Boolean).join(' · '),
      asked: run.id === asked?.id,
      chosen: run.id === picked?.id,
    }));
  });
  protected readonly none = computed(() => service('provider.inbox.attach.none', { q: this.q() }));
  /** For those who do not see the rows change. */
  protected readonly shown = computed(() =>
    this.runs.loading() || this.runs.error() !== null
      ? ''
      : service.count('provider.inbox.attach.shown', this.lines().length),
  );

  constructor() {
    void this.runs.load();
    inject(DestroyRef).onDestroy(() => clearTimeout(this.typing));
  }

  protected typed(q: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search(q), typingPause);
  }

  protected search(q: string): void {
    clearTimeout(this.typing);
    if (q.trim() === this.q()) return;
    this.q.set(q.trim());
    void this.runs.load();
  }

  protected clearSearch(): void {
    const input = this.searchInput()?.nativeElement;
    if (input) input.value = '';
    this.search('');
    input?.focus();
  }

  protected pick(run: RunSummary): void {
    this.picked.set(run);
    this.unchosen.set(false);
    this.refused.set(null);
  }

  protected async attach(): Promise<void> {
    if (this.busy()) return;
    const run = this.picked();
    this.unchosen.set(run === null);
    if (!run) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      await this.requestsApi.attach(run.id, [this.data.request.id]);
      this.ref.close(run);
    } catch (error) {
      this.refused.set(error);
    } finally {
      this.busy.set(false);
    }
  }

  protected idOf(run: Id): string {
    return `attach-to-${run}`;
  }
}
