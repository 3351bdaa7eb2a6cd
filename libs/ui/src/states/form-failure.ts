import { Component, computed, inject, input } from '@angular/core';
import { service } from '@service-runs/copy';
import { Icon } from '../icon/icon';
import { DESCRIBE_FAILURE } from './failure-words';

/** Why a form was not taken, beside its button. It is there and empty from the start, so that it is read out when it speaks. */
@Component({
  selector: 'sr-form-failure',
  imports: [Icon],
  host: { role: 'alert' },
  template: `
    @if (words(); as words) {
      <div class="err">
        <svg srIcon="alert"></svg>
        <p>
          {{ words.message }}
          @if (words.requestId; as id) {
            <span class="quiet">{{ quote(id) }}</span>
          }
        </p>
      </div>
    }
  `,
})
export class FormFailure {
  /** What was thrown; null while all is well. */
  readonly error = input.required<unknown>();

  private readonly describe = inject(DESCRIBE_FAILURE);
  protected readonly words = computed(() => (this.error() == null ? null : this.describe(this.error())));

  protected quote(id: string): string {
    return service('common.request_id', { id });
  }
}
