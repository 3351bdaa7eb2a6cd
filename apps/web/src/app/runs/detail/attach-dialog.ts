import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, DestroyRef, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, LIMITS, type ServiceRequest } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, ErrorState, FormFailure, Icon, ListRest, LoadingLines, Notices, shortDay } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { Paged } from '../../core/paged';
import { RequestsApi } from '../../core/requests/requests-api';
import { joined } from '../../core/invitation/invitation-words';
import { type RunStore } from '../run-store';

/** How long somebody may pause between two letters before the search is made. */
const typingPause = 250;

/** Accepted requests that wait, to be chosen and attached to the run. What is chosen stays chosen through searches. */
@Component({
  selector: 'sr-attach-dialog',
  imports: [BusyButton, DialogFrame, ErrorState, FormFailure, Icon, ListRest, LoadingLines, RouterLink],
  templateUrl: './attach-dialog.html',
  styleUrls: ['../pick-lines.css', './attach-dialog.css'],
})
export class AttachDialog {
  protected readonly store = inject<RunStore>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);
  private readonly api = inject(RequestsApi);
  private readonly notices = inject(Notices);
  private readonly searchInput = viewChild<ElementRef<HTMLInputElement>>('searchInput');

  protected readonly limits = LIMITS;
  protected readonly inbox = appPaths.inbox;
  protected readonly words = {
    title: service('provider.run.attach.button'),
    what: service('provider.attach.what'),
    search: service('provider.attach.search'),
    list: service('provider.attach.list'),
    loading: service('provider.attach.loading'),
    failed: service('provider.attach.failed'),
    moreFailed: service('provider.attach.more_failed'),
    empty: service('provider.attach.empty'),
    emptyWayOn: service('provider.attach.empty.way_on'),
    clearSearch: service('provider.attach.clear_search'),
    clear: service('provider.attach.clear'),
    act: service('provider.attach.act'),
    busy: service('provider.attach.act.busy'),
    close: service('common.close'),
  };

  protected readonly q = signal('');
  protected readonly requests = new Paged<ServiceRequest>((page) =>
    this.api.list({ status: ['accepted'], q: this.q(), unattached: true }, page),
  );
  protected readonly chosen = signal<ReadonlySet<Id>>(new Set());
  protected readonly busy = signal(false);
  protected readonly refused = signal<unknown>(null);
  private readonly handedIn = signal(false);
  private typing: ReturnType<typeof setTimeout> | undefined;

  protected readonly lines = computed(() =>
    this.requests.items().map(({ id, requester_name, summary, zone_name, run, created_at }) => ({
      id,
      name: requester_name,
      summary,
      about: joined(zone_name, this.askedOn(run), shortDay(created_at)),
    })),
  );
  protected readonly allShown = computed(() => this.requests.items().every(({ id }) => this.chosen().has(id)));
  protected readonly someShown = computed(() => this.requests.items().some(({ id }) => this.chosen().has(id)));
  protected readonly allWord = computed(() => service.count('provider.attach.all', this.requests.items().length));
  protected readonly none = computed(() => service('provider.attach.none', { q: this.q() }));
  protected readonly end = computed(() => {
    const count = this.requests.items().length;
    return this.q() ? service('provider.attach.end.matching', { count }) : service.count('provider.attach.end', count);
  });
  /** For those who do not see the rows change. */
  protected readonly shown = computed(() =>
    this.requests.loading() || this.requests.error() !== null
      ? ''
      : service.count('provider.attach.shown', this.requests.items().length),
  );
  protected readonly tally = computed(() => service.count('provider.attach.chosen', this.chosen().size));
  protected readonly wrong = computed(() => {
    if (!this.handedIn()) return null;
    if (this.chosen().size === 0) return service('provider.attach.missing');
    const most = LIMITS.requestsMax;
    return this.chosen().size > most ? service('provider.attach.many', { most }) : null;
  });

  constructor() {
    void this.requests.load();
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
    void this.requests.load();
  }

  protected clearSearch(): void {
    const input = this.searchInput()?.nativeElement;
    if (input) input.value = '';
    this.search('');
    input?.focus();
  }

  protected toggle(id: Id): void {
    this.choose((chosen) => {
      if (!chosen.delete(id)) chosen.add(id);
    });
  }

  /** Those that are shown, and no other. */
  protected toggleAll(): void {
    const all = this.allShown();
    this.choose((chosen) => {
      for (const { id } of this.requests.items()) {
        if (all) chosen.delete(id);
        else chosen.add(id);
      }
    });
  }

  protected clear(): void {
    this.choose((chosen) => chosen.clear());
    this.searchInput()?.nativeElement.focus();
  }

  protected async attach(): Promise<void> {
    const run = this.store.run();
    if (!run || this.busy()) return;
    this.refused.set(null);
    this.handedIn.set(true);
    if (this.wrong()) return;
    const requests = [...this.chosen()];
    this.busy.set(true);
    try {
      this.store.took({ attached_requests: await this.api.attach(run.id, requests) });
      this.ref.close();
      this.notices.tell(service.count('provider.attach.done', requests.length));
    } catch (error) {
      this.refused.set(error);
      this.handedIn.set(false);
      await this.look();
    } finally {
      this.busy.set(false);
    }
    await this.store.refresh();
  }

  /** Somebody else may have been there before: what no longer waits is shown and chosen no more. */
  private async look(): Promise<void> {
    const before = this.requests.items();
    await this.requests.refresh();
    if (this.requests.error() !== null) return;
    const still = new Set(this.requests.items().map(({ id }) => id));
    this.chosen.update((chosen) => {
      const gone = before.filter(({ id }) => !still.has(id)).map(({ id }) => id);
      return new Set([...chosen].filter((id) => !gone.includes(id)));
    });
  }

  private choose(change: (chosen: Set<Id>) => void): void {
    this.handedIn.set(false);
    this.refused.set(null);
    this.chosen.update((before) => {
      const chosen = new Set(before);
      change(chosen);
      return chosen;
    });
  }

  private askedOn(run: ServiceRequest['run']): string | null {
    if (run === null) return null;
    return run.id === this.store.run()?.id
      ? service('provider.attach.asked_here')
      : service('provider.attach.asked_on', { run: run.name });
  }
}
