import { Component } from '@angular/core';
import { service } from '@service-runs/copy';

@Component({
  selector: 'sr-run-view-page',
  template: '<h1>{{ title }}</h1>',
})
export class RunViewPage {
  protected readonly title = service('stakeholder.run.title');
}
