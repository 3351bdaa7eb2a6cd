import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'sr-root',
  template: `<main><h1>Service Runs</h1></main>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {}
