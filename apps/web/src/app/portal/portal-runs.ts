import { Component, computed, inject } from '@angular/core';
import { appPaths, type PortalRun } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  BusyButton,
  dayParts,
  EmptyState,
  EndOfList,
  ErrorState,
  Icon,
  LoadingLines,
  monthHead,
  windowOf,
  zoneIfForeign,
} from '@service-runs/ui';
import { PortalAddress } from './portal-address';
import { PortalStore } from './portal-store';

interface Row {
  run: PortalRun;
  path: string;
  date: { weekday: string; day: string } | null;
  window: string;
  zone: string | null;
  about: string;
}

/** What is published on the portal, the soonest first, month by month. */
@Component({
  selector: 'sr-portal-runs',
  imports: [BusyButton, EmptyState, EndOfList, ErrorState, Icon, LoadingLines],
  templateUrl: './portal-runs.html',
  styleUrl: './portal-runs.css',
})
export class PortalRuns {
  protected readonly store = inject(PortalStore);
  protected readonly address = inject(PortalAddress);
  protected readonly runs = this.store.runs;
  protected readonly columns = ['76px', 'grow', '84px'];
  protected readonly words = {
    runs: upper(service('public.portal.runs')),
    loading: service('public.portal.loading'),
    failed: service('public.portal.runs.failed'),
    empty: service('public.portal.empty'),
    emptyBody: service('public.portal.empty.body'),
    more: service('public.portal.more'),
    moreBusy: service('public.portal.more.busy'),
    moreFailed: service('public.portal.more.failed'),
    end: service('public.portal.end'),
    ask: service('public.ask'),
    chosen: service('public.ask.chosen'),
  };

  /** Each run under the month that it has in its own zone. */
  protected readonly months = computed(() => {
    const months: { head: string; rows: Row[] }[] = [];
    for (const run of this.runs.items()) {
      const head = run.starts_at ? monthHead(run.starts_at, run.time_zone) : service('public.portal.undated');
      const last = months.at(-1);
      if (last?.head === head) last.rows.push(this.row(run));
      else months.push({ head, rows: [this.row(run)] });
    }
    return months;
  });

  protected isChosen(run: PortalRun): boolean {
    return this.store.chosen()?.id === run.id;
  }

  protected askOf({ name }: PortalRun): string {
    return service('public.ask.of', { run: name });
  }

  protected chosenOf({ name }: PortalRun): string {
    return service('public.ask.chosen.of', { run: name });
  }

  private row(run: PortalRun): Row {
    return {
      run,
      path: appPaths.portalRun(encodeURIComponent(this.address.place().slug), run.id),
      date: run.starts_at ? dayParts(run.starts_at, run.time_zone) : null,
      window: windowOf(run),
      zone: run.starts_at ? zoneIfForeign(run.time_zone) : null,
      about: [run.provider_name, run.status === 'in_progress' ? service('public.portal.in_progress') : '']
        .filter(Boolean)
        .join(' · '),
    };
  }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
