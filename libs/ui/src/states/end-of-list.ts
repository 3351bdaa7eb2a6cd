import { Component } from '@angular/core';

/** The end of a list: a line that says that this is all, and a way on where there is one. */
@Component({
  selector: 'sr-end-of-list',
  host: { class: 'end-of-list' },
  template: '<ng-content />',
  styles: `
    :host {
      display: block;
    }
  `,
})
export class EndOfList {}
