import { Component } from '@angular/core';

/** The line with three stops, the last one still open. */
@Component({
  selector: 'sr-brand-mark',
  host: { 'aria-hidden': 'true' },
  template: `
    <svg viewBox="0 0 30 16" focusable="false">
      <path d="M3 8h20" stroke="currentColor" stroke-width="2" />
      <circle cx="4" cy="8" r="3.5" fill="currentColor" />
      <circle cx="14" cy="8" r="3.5" fill="currentColor" />
      <circle cx="25" cy="8" r="3.5" fill="none" class="open" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      width: 30px;
      height: 16px;
    }
    .open {
      stroke: #ffc24b;
      stroke-width: 2.5;
    }
  `,
})
export class BrandMark {}
