import { Component, computed, inject, input, output } from '@angular/core';
import { service } from '@service-runs/copy';
import { Icon } from '../icon/icon';
import { DESCRIBE_FAILURE } from './failure-words';

/** A list or page that could not be fetched: what happened, what is safe, a way to try again, the number to quote. */
@Component({
  selector: 'sr-error-state',
  imports: [Icon],
  host: { class: 'err', role: 'alert' },
  template: `
    <svg srIcon="alert"></svg>
    <div>
      <p class="strong">{{ heading() }}</p>
      <p>
        {{ words().message }}
        @if (words().requestId; as id) {
          <span class="quiet">{{ quote(id) }}</span>
        }
      </p>
      <p class="again">
        <button type="button" class="btn" (click)="again.emit()">{{ tryAgain }}</button>
      </p>
    </div>
  `,
  styles: `
    .again {
      margin-top: 8px;
    }
  `,
})
export class ErrorState {
  /** What could not be done: "The runs could not be fetched". */
  readonly heading = input.required<string>();
  /** What was thrown. */
  readonly error = input.required<unknown>();
  readonly again = output();

  protected readonly tryAgain = service('common.try_again');
  private readonly describe = inject(DESCRIBE_FAILURE);
  protected readonly words = computed(() => this.describe(this.error()));

  protected quote(id: string): string {
    return service('common.request_id', { id });
  }
}
