import { Component } from '@angular/core';
import { service } from '@service-runs/copy';

@Component({
  selector: 'sr-runs-page',
  template: '<h1>{{ title }}</h1>',
})
export class RunsPage {
  protected readonly title = service('provider.runs.title');
}
