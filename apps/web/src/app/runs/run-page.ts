import { Component } from '@angular/core';
import { service } from '@service-runs/copy';

@Component({
  selector: 'sr-run-page',
  template: '<h1>{{ title }}</h1>',
})
export class RunPage {
  protected readonly title = service('provider.run.title');
}
