import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import { type IconName } from '../icon/icon-names';

/** A badge without a state of its own, such as "Read-only". */
@Component({
  selector: 'sr-plain-badge',
  imports: [Icon],
  host: { class: 'badge plain' },
  template: '<svg [srIcon]="icon()"></svg><ng-content />',
})
export class PlainBadge {
  readonly icon = input.required<IconName>();
}
