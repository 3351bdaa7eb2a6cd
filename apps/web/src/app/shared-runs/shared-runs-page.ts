import { Component } from '@angular/core';
import { service } from '@service-runs/copy';

@Component({
  selector: 'sr-shared-runs-page',
  template: '<h1>{{ title }}</h1>',
})
export class SharedRunsPage {
  protected readonly title = service('stakeholder.runs.title');
}
