import { Component, input, model } from '@angular/core';
import { service } from '@service-runs/copy';

export interface KindChip {
  readonly kind: string;
  readonly word: string;
  readonly count: number;
}

/** A chip for each kind of row that there is, with how many there are; at most one is chosen. */
@Component({
  selector: 'sr-kind-filter',
  template: `
    <div class="chips" role="group" [attr.aria-label]="label">
      <button type="button" class="chip" [attr.aria-pressed]="only() === null" (click)="only.set(null)">
        {{ all }} <span class="n">{{ total() }}</span>
      </button>
      @for (chip of chips(); track chip.kind) {
        <button type="button" class="chip" [attr.aria-pressed]="only() === chip.kind" (click)="only.set(chip.kind)">
          {{ chip.word }} <span class="n">{{ chip.count }}</span>
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      padding: 12px 0;
    }
  `,
})
export class KindFilter {
  readonly chips = input.required<readonly KindChip[]>();
  readonly total = input.required<number>();
  /** Null for all of them. */
  readonly only = model.required<string | null>();

  protected readonly label = service('provider.many.preview.filter');
  protected readonly all = service('provider.many.all');
}
