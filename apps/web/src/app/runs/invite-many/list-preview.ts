import { Component, computed, type ElementRef, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { service } from '@service-runs/copy';
import { Icon, type IconName } from '@service-runs/ui';
import { roleWords } from '../people';
import { countFates, FATE_KINDS, type FateKind, type JudgedRow, sorted } from './invitees';
import { KindFilter } from './kind-filter';
import { type ListRow } from './list/list';
import { fateWords } from './list-words';
import { RowEditor } from './row-editor';
import { pageOf, RowPages } from './row-pages';

const ICONS: Readonly<Record<FateKind, IconName>> = {
  bad: 'alert',
  duplicate: 'copy',
  reissue: 'send',
  already_has_access: 'check',
  new: 'plus',
  unknown: 'search',
};

/** Each row of the list with what would come of it; rows that cannot be taken stand first, to be put right or removed. */
@Component({
  selector: 'sr-list-preview',
  imports: [Icon, KindFilter, RowEditor, RowPages],
  templateUrl: './list-preview.html',
  styleUrl: './rows-table.css',
})
export class ListPreview {
  readonly judged = input.required<readonly JudgedRow[]>();
  /** Whether links that were sent before are to be made anew. */
  readonly renew = input.required<boolean>();
  readonly corrected = output<ListRow>();
  readonly removed = output<ListRow>();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = {
    list: service('provider.many.preview.list'),
    line: service('provider.many.column.line'),
    person: service('provider.many.column.person'),
    name: service('provider.many.column.name'),
    role: service('provider.many.column.role'),
    fate: service('provider.many.column.fate'),
    acts: service('provider.many.column.acts'),
    noAddress: service('provider.many.no_address'),
    ownMessage: service('provider.many.own_message'),
    correct: service('provider.many.correct'),
    remove: service('provider.many.remove'),
    none: service('provider.many.preview.none'),
  };

  private readonly counts = computed(() => countFates(this.judged()));
  protected readonly chips = computed(() =>
    FATE_KINDS.filter((kind) => this.counts()[kind] > 0).map((kind) => ({
      kind,
      word: service(`provider.many.fate.${kind}`),
      count: this.counts()[kind],
    })),
  );
  private readonly chosen = signal<FateKind | null>(null);
  /** A kind of which none is left shows all again. */
  protected readonly only = computed(() => {
    const chosen = this.chosen();
    return chosen !== null && this.counts()[chosen] > 0 ? chosen : null;
  });
  protected readonly shown = computed(() => sorted(this.judged(), this.only()));
  protected readonly page = linkedSignal({ source: this.only, computation: () => 0 });
  protected readonly lines = computed(() =>
    pageOf(this.shown(), this.page()).map((judged) => ({
      row: judged.row,
      kind: judged.fate.kind,
      icon: ICONS[judged.fate.kind],
      role: roleWords(judged.row.role),
      ...fateWords(judged, this.renew()),
    })),
  );
  protected readonly editing = signal<number | null>(null);
  /** What has just been done, for those who do not see it. */
  protected readonly said = signal('');

  focus(): void {
    this.heading().nativeElement.focus();
  }

  protected choose(kind: string | null): void {
    this.chosen.set(FATE_KINDS.find((each) => each === kind) ?? null);
  }

  protected take(row: ListRow): void {
    this.editing.set(null);
    this.corrected.emit(row);
    this.say(service('provider.many.corrected', { line: row.line, fate: this.fateOf(row) }));
  }

  protected leave(): void {
    this.editing.set(null);
    this.focus();
  }

  protected remove(row: ListRow): void {
    this.removed.emit(row);
    this.say(service('provider.many.removed', { line: row.line }));
  }

  protected correctOf({ line }: ListRow): string {
    return service('provider.many.correct.of', { line });
  }

  protected removeOf({ line }: ListRow): string {
    return service('provider.many.remove.of', { line });
  }

  private say(text: string): void {
    this.said.set(text);
    this.focus();
  }

  private fateOf({ id }: ListRow): string {
    const judged = this.judged().find(({ row }) => row.id === id);
    return judged ? fateWords(judged, this.renew()).word : '';
  }
}
