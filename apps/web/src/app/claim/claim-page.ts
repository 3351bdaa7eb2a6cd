import { Component } from '@angular/core';
import { service } from '@service-runs/copy';

@Component({
  selector: 'sr-claim-page',
  template: '<main class="letter"><h1>{{ title }}</h1></main>',
})
export class ClaimPage {
  protected readonly title = service('public.invite.title');
}
