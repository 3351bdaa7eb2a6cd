import { Component, input } from '@angular/core';

/** Nothing yet: a heading, a sentence and a way on (projected, in `<p>`s), then blank ruled lines. */
@Component({
  selector: 'sr-empty-state',
  host: { class: 'blank' },
  template: `
    <h2>{{ heading() }}</h2>
    <ng-content />
    <div class="ruled" aria-hidden="true"></div>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
}
