import { Component, computed, input } from '@angular/core';
import { service } from '@service-runs/copy';

/** Still grey bars in the columns that the rows will have; `grow` is the column that takes what is left. */
@Component({
  selector: 'sr-loading-lines',
  template: `
    <ul class="lines" aria-busy="true" [attr.aria-label]="label()">
      @for (row of lines(); track row) {
        <li>
          @for (column of columns(); track $index) {
            @if (column === 'grow') {
              <span class="grow">
                <span class="sk" [style.width.%]="70 - (row % 3) * 12"></span>
                <span class="sk thin" [style.width.%]="30 - (row % 2) * 8"></span>
              </span>
            } @else {
              <span class="sk" [style.width]="column"></span>
            }
          }
        </li>
      }
    </ul>
  `,
})
export class LoadingLines {
  readonly rows = input(4);
  readonly columns = input<readonly string[]>(['52px', '86px', 'grow', '80px']);
  readonly label = input(service('common.loading'));

  protected readonly lines = computed(() => Array.from({ length: this.rows() }, (_, row) => row));
}
