import { Component, computed, DOCUMENT, inject, input, linkedSignal, output, signal } from '@angular/core';
import { type Id } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { CopyButton, Icon, type IconName } from '@service-runs/ui';
import { KindFilter } from './kind-filter';
import { linkOf, OUTCOME_KINDS, type OutcomeKind, type OutcomeRow } from './outcomes';
import { pageOf, RowPages } from './row-pages';

const ICONS: Readonly<Record<OutcomeKind, IconName>> = {
  refused: 'alert',
  waiting: 'hourglass',
  made: 'plus',
  reissued: 'send',
  had_access: 'check',
  left_out: 'block',
};

/** What came of each row, with the link where there is one. */
@Component({
  selector: 'sr-outcome-list',
  imports: [CopyButton, Icon, KindFilter, RowPages],
  templateUrl: './outcome-list.html',
  styleUrl: './rows-table.css',
})
export class OutcomeList {
  readonly rows = input.required<readonly OutcomeRow[]>();
  readonly copied = output<Id[]>();

  private readonly origin = inject(DOCUMENT).location.origin;

  protected readonly words = {
    list: service('provider.many.outcome.list'),
    line: service('provider.many.column.line'),
    person: service('provider.many.column.person'),
    outcome: service('provider.many.column.outcome'),
    link: service('provider.many.column.link'),
    noAddress: service('provider.many.no_address'),
  };

  private readonly counts = computed(() => Map.groupBy(this.rows(), ({ kind }) => kind));
  protected readonly chips = computed(() =>
    OUTCOME_KINDS.filter((kind) => this.counts().has(kind)).map((kind) => ({
      kind,
      word: service(`provider.many.outcome.${kind}`),
      count: this.counts().get(kind)?.length ?? 0,
    })),
  );
  private readonly chosen = signal<OutcomeKind | null>(null);
  /** A kind of which none is left shows all again. */
  protected readonly only = computed(() => {
    const chosen = this.chosen();
    return chosen !== null && this.counts().has(chosen) ? chosen : null;
  });
  protected readonly shown = computed(() => {
    const only = this.only();
    return OUTCOME_KINDS.filter((kind) => only === null || kind === only).flatMap(
      (kind) => this.counts().get(kind) ?? [],
    );
  });
  protected readonly page = linkedSignal({ source: this.only, computation: () => 0 });
  protected readonly lines = computed(() =>
    pageOf(this.shown(), this.page()).map(({ row, kind, invitation, says }) => ({
      row,
      kind,
      says,
      icon: ICONS[kind],
      word: service(`provider.many.outcome.${kind}`),
      link: invitation && {
        id: invitation.id,
        url: linkOf(invitation, this.origin),
        of: service('provider.notify.copy.for', { person: invitation.invitee_email }),
      },
    })),
  );

  protected choose(kind: string | null): void {
    this.chosen.set(OUTCOME_KINDS.find((each) => each === kind) ?? null);
  }
}
