import { booleanAttribute, Component, input, output } from '@angular/core';
import { service } from '@service-runs/copy';
import { BusyButton } from '../buttons/busy-button';
import { EndOfList } from './end-of-list';
import { ErrorState } from './error-state';

/** What a list that comes by pages tells of its next one. */
export interface NextPage {
  hasMore(): boolean;
  loadingMore(): boolean;
  moreError(): unknown;
}

/** Below the rows that are there: a way to the next ones, why those could not be fetched, or that these are all (projected). */
@Component({
  selector: 'sr-list-rest',
  imports: [BusyButton, EndOfList, ErrorState],
  template: `
    @if (list().moreError(); as error) {
      <sr-error-state [heading]="failed()" [error]="error" (again)="more.emit()" />
    } @else if (list().hasMore()) {
      <p>
        <button
          type="button"
          class="btn row text"
          [srBusy]="list().loadingMore()"
          [busyWord]="busyWord"
          (click)="more.emit()"
        >
          {{ word() }}
        </button>
      </p>
    } @else if (ends()) {
      <sr-end-of-list><ng-content /></sr-end-of-list>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    p {
      padding: 8px 0 0;
      border-top: var(--sr-rule);
    }
    .btn {
      margin-left: -8px;
    }
    .err {
      margin-top: 16px;
    }
  `,
})
export class ListRest {
  readonly list = input.required<NextPage>();
  /** What could not be done: "The next runs could not be fetched". */
  readonly failed = input.required<string>();
  readonly word = input(service('common.more'));
  /** Whether the end is worth a line: that of a few rows can be seen. */
  readonly ends = input(true, { transform: booleanAttribute });
  readonly more = output();

  protected readonly busyWord = service('common.loading');
}
