import { Component, computed, type ElementRef, input, viewChildren } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type RunSummary } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon, MarketModeMark, RunStatusMark } from '@service-runs/ui';
import { byMonth } from './run-rows';

/** The timetable: one table, a body for each month. */
@Component({
  selector: 'sr-runs-table',
  imports: [Icon, MarketModeMark, RouterLink, RunStatusMark],
  templateUrl: './runs-table.html',
  styleUrl: './runs-table.css',
})
export class RunsTable {
  readonly runs = input.required<readonly RunSummary[]>();
  /** Still bars in the columns, in place of rows. */
  readonly loading = input(false);

  private readonly links = viewChildren<ElementRef<HTMLAnchorElement>>('link');
  protected readonly months = computed(() => byMonth(this.runs()));
  protected readonly pathOf = appPaths.providerRun;
  /** Widths of names not yet known. */
  protected readonly bars = [240, 190, 220, 260, 180, 230];

  protected readonly words = {
    list: service('provider.runs.list'),
    loading: service('provider.runs.loading'),
    date: service('provider.runs.column.date'),
    window: service('provider.runs.column.window'),
    run: service('provider.runs.column.run'),
    status: service('label.run.status'),
    portals: service('provider.runs.column.portals'),
    sent: service('provider.notify.status.sent'),
    viewed: service('provider.notify.status.viewed'),
    claimed: service('provider.notify.status.claimed'),
    stakeholders: service('provider.runs.column.stakeholders'),
    noDate: service('provider.runs.no_date'),
    today: service('provider.runs.today'),
  };

  protected countsOf({ invitation_counts: { sent, viewed, claimed } }: RunSummary): { word: string; of: number }[] {
    return [
      { word: this.words.sent, of: sent },
      { word: this.words.viewed, of: viewed },
      { word: this.words.claimed, of: claimed },
    ];
  }

  /** Moves the focus so many rows on; from elsewhere on the page, to the first or the last row. */
  step(by: 1 | -1): void {
    const links = this.links().map((link) => link.nativeElement);
    const at = links.findIndex((link) => link === link.ownerDocument.activeElement);
    const to = at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[to]?.focus();
  }

  /** Leads to the first row of those that have just come. */
  focusRow(index: number): void {
    this.links()[index]?.nativeElement.focus();
  }
}
