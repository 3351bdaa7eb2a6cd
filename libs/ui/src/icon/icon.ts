import { booleanAttribute, Component, computed, input } from '@angular/core';
import { type IconName } from './icon-names';

/**
 * `<svg srIcon="send"></svg>`, or `<svg srIcon="check" small></svg>` beside small text. It is decoration: the word
 * beside it says what it means. Only where it stands for a word by itself does it take a `label`.
 */
@Component({
  selector: 'svg[srIcon]',
  template: '<svg:use [attr.href]="href()" />',
  host: {
    class: 'i',
    focusable: 'false',
    '[class.s]': 'small()',
    '[attr.aria-hidden]': 'label() === null || null',
    '[attr.role]': "label() === null ? null : 'img'",
    '[attr.aria-label]': 'label()',
  },
})
export class Icon {
  readonly srIcon = input.required<IconName>();
  readonly small = input(false, { transform: booleanAttribute });
  readonly label = input<string | null>(null);

  protected readonly href = computed(() => `#i-${this.srIcon()}`);
}
