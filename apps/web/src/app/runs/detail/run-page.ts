import { type DialogRef } from '@angular/cdk/dialog';
import { Component, computed, DestroyRef, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Membership } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  ErrorState,
  Icon,
  LifecycleLine,
  LoadingLines,
  MarketModeMark,
  Notices,
  scheduleWords,
  zoneName,
} from '@service-runs/ui';
import { Dialogs } from '@service-runs/ui/dialog';
import { type HoldsWork } from '../../core/leave-work';
import { toApiFailure } from '../../core/http/api-failure';
import { onNews } from '../../core/live/on-news';
import { PageTitle } from '../../core/page-title';
import { CurrentTenant } from '../../core/session/current-tenant';
import { Session } from '../../core/session/session';
import { type Reissued } from '../people-acts';
import { NotifyDialog, type NotifyData } from '../notify/notify-dialog';
import { RunStore } from '../run-store';
import { ActivitySection } from './activity-section';
import { AttachDialog } from './attach-dialog';
import { PeopleSection } from './people-section';
import { PublicationsSection } from './publications-section';
import { PublishDialog } from './publish-dialog';
import { ReceiptDialog } from './receipt-dialog';
import { RequestsSection } from './requests-section';
import { RunMoves } from './run-moves';

/** One run, whole, as its provider works with it. */
@Component({
  selector: 'sr-run-page',
  imports: [
    ActivitySection,
    ErrorState,
    Icon,
    LifecycleLine,
    LoadingLines,
    MarketModeMark,
    PeopleSection,
    PublicationsSection,
    RequestsSection,
    RouterLink,
    RunMoves,
  ],
  providers: [RunStore],
  templateUrl: './run-page.html',
  styleUrl: './run-page.css',
})
export class RunPage implements HoldsWork {
  readonly id = input.required<string>();

  protected readonly store = inject(RunStore);
  private readonly dialogs = inject(Dialogs);
  private readonly pageTitle = inject(PageTitle);
  private readonly session = inject(Session);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly notices = inject(Notices);
  private open: DialogRef<unknown> | null = null;

  protected readonly list = appPaths.providerRuns;
  protected readonly words = {
    back: service('provider.runs.title'),
    title: service('provider.run.title'),
    failed: service('provider.run.failed'),
    loading: service('provider.run.loading'),
    elsewhere: service('provider.run.elsewhere'),
    changed: service('provider.run.changed'),
    facts: service('provider.run.facts'),
    publish: service('provider.run.publish.button'),
    attach: service('provider.run.attach.button'),
    notify: service('provider.run.notify.button'),
    details: service('provider.run.details'),
    address: service('provider.run.address'),
    notes: service('provider.run.notes'),
  };

  protected readonly when = computed(() => {
    const run = this.store.run();
    return scheduleWords(run ?? { starts_at: null, ends_at: null, time_zone: 'UTC' });
  });
  protected readonly facts = computed<('mode' | { says: string })[]>(() => {
    const run = this.store.run();
    if (!run) return [];
    const estimate =
      run.price_estimate_cents === null
        ? []
        : [{ says: service('provider.run.estimate', { amount: dollars(run.price_estimate_cents) }) }];
    const zone = run.zone_name ? [{ says: run.zone_name }] : [];
    return [...zone, { says: zoneName(run.time_zone) }, 'mode', { says: this.publishing() }, ...estimate];
  });

  private readonly publishing = computed(() => {
    const live = this.store.live().length;
    return live > 0
      ? service.count('provider.run.published', live)
      : service(`label.publishing.${this.store.run()?.publishing_state ?? 'never'}`);
  });

  /** A notification leads here for all of somebody's organisations, and this may be a run of another one. */
  protected readonly elsewhere = computed(() => {
    const error = this.store.error();
    const missing = error !== null && toApiFailure(error).code === 'error.run.not_found';
    return missing ? this.session.tenants().filter(({ id }) => id !== this.currentTenant.id()) : [];
  });

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.load());
    });
    effect(() => {
      const run = this.store.run();
      if (run) this.pageTitle.set(run.name);
    });
    onNews(
      (news) => news.kind === 'missed' || (news.kind === 'run' && news.runId === this.id()),
      () => void this.store.hear(),
    );
    inject(DestroyRef).onDestroy(() => this.open?.close());
  }

  mayLeave(): boolean | Promise<boolean> {
    return !this.session.signedIn() || (this.store.holding?.() ?? true);
  }

  protected load(): void {
    void this.store.open(this.id());
  }

  protected lookIn({ id, name }: Membership): void {
    this.currentTenant.choose(id);
    this.notices.tell(service('shell.organisation.switched', { name }));
    this.load();
  }

  protected publish(): void {
    this.open = this.dialogs.open<unknown, RunStore>(PublishDialog, { data: this.store, focus: '[data-close]' });
  }

  protected attach(): void {
    this.open = this.dialogs.open<unknown, RunStore>(AttachDialog, { data: this.store, focus: '[data-first]' });
  }

  protected receipt(): void {
    this.open = this.dialogs.open<unknown, RunStore>(ReceiptDialog, { data: this.store, focus: '[data-close]' });
  }

  protected notify(reissued?: Reissued): void {
    this.open = this.dialogs.open<unknown, NotifyData>(NotifyDialog, {
      data: { store: this.store, reissued: reissued ?? null },
      focus: '[data-first]',
      dismissable: false,
    });
  }
}

/** "4,200", and the cents where there are any. */
function dollars(cents: number): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return (cents / 100).toLocaleString('en-CA', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
