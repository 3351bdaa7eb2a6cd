import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type SharedRun } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  BusyButton,
  EmptyState,
  EndOfList,
  ErrorState,
  isToday,
  LoadingLines,
  longDay,
  readerZone,
  RunStatusMark,
  windowOf,
  zonedParts,
  zoneIfForeign,
} from '@service-runs/ui';
import { onNews } from '../core/live/on-news';
import { Paged } from '../core/paged';
import { SharedRunsApi } from './shared-runs-api';

/** The runs that others share with this person. */
@Component({
  selector: 'sr-shared-runs-page',
  imports: [BusyButton, EmptyState, EndOfList, ErrorState, LoadingLines, RouterLink, RunStatusMark],
  templateUrl: './shared-runs-page.html',
  styleUrl: './shared-runs-page.css',
})
export class SharedRunsPage {
  private readonly api = inject(SharedRunsApi);

  protected readonly runs = new Paged<SharedRun>((page) => this.api.list(page));
  protected readonly rows = computed(() => this.runs.items().map(rowOf));
  protected readonly endOfList = computed(() => service.count('stakeholder.runs.end', this.runs.items().length));
  protected readonly notifications = appPaths.notifications;
  protected readonly columns = ['112px', '104px', 'grow', '86px'];
  protected readonly words = {
    title: service('stakeholder.runs.title'),
    list: service('stakeholder.runs.list'),
    loading: service('stakeholder.runs.loading'),
    failed: service('stakeholder.runs.failed'),
    more: service('stakeholder.runs.more'),
    moreBusy: service('stakeholder.runs.more.busy'),
    moreFailed: service('stakeholder.runs.more.failed'),
    emptyTitle: service('stakeholder.runs.empty.title'),
    emptyBody: service('stakeholder.runs.empty.body'),
    emptyWayOn: service('stakeholder.runs.empty.way_on'),
    noDate: service('common.time.none'),
    today: service('stakeholder.runs.today'),
  };

  constructor() {
    void this.runs.load();
    // One that was shared, moved, or taken away.
    onNews(
      () => true,
      () => void this.runs.refresh(),
    );
  }
}

function rowOf(run: SharedRun) {
  const { starts_at: starts, time_zone: zone } = run;
  const now = new Date();
  return {
    run,
    path: appPaths.runView(run.id),
    day:
      starts && longDay(starts, zone, { year: zonedParts(starts, zone).year !== zonedParts(now, readerZone()).year }),
    window: windowOf(run),
    zone: starts && zoneIfForeign(zone),
    today: starts !== null && isToday(starts, zone, now),
    cancelled: run.status === 'cancelled',
  };
}
