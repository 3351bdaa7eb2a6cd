import { Component, computed, input } from '@angular/core';
import { type RunStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';

/** Where a run stands: a mark and a word, never a box. */
@Component({
  selector: 'sr-run-status-mark',
  host: { '[class]': "'mark ' + status()" },
  template: '{{ word() }}',
})
export class RunStatusMark {
  readonly status = input.required<RunStatus>();

  protected readonly word = computed(() => service(`label.run.status.${this.status()}`));
}
