import { Component, input } from '@angular/core';
import { service } from '@service-runs/copy';

/** The first words of an invitation, in its band: who it is from. */
@Component({
  selector: 'sr-letterhead',
  template: `
    <p>
      {{ from }}
      <b
        ><ng-content>{{ name() }}</ng-content></b
      >
    </p>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class Letterhead {
  readonly name = input('');
  protected readonly from = service('public.invite.from');
}
