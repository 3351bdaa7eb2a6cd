import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { NoticesFoot } from '@service-runs/ui';
import { FocusOnNavigation } from './core/focus-on-navigation';

@Component({
  selector: 'sr-root',
  imports: [NoticesFoot, RouterOutlet],
  template: `
    <router-outlet />
    <sr-notices-foot />
  `,
})
export class App {
  constructor() {
    inject(FocusOnNavigation);
  }
}
