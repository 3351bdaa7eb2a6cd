import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { IconSprite, NoticesFoot } from '@service-runs/ui';
import { FocusOnNavigation } from './core/focus-on-navigation';

@Component({
  selector: 'sr-root',
  imports: [IconSprite, NoticesFoot, RouterOutlet],
  template: `
    <router-outlet />
    <sr-notices-foot />
    <sr-icon-sprite />
  `,
})
export class App {
  constructor() {
    inject(FocusOnNavigation);
  }
}
