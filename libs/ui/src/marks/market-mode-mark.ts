import { Component, computed, input } from '@angular/core';
import { type MarketMode } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon } from '../icon/icon';
import { type IconName } from '../icon/icon-names';

export const marketModeIcons: Record<MarketMode, IconName> = { PRIVATE: 'lock', TARGETED: 'target', OPEN: 'open' };

/** Where a run may be published, as drawing and word. */
@Component({
  selector: 'sr-market-mode-mark',
  imports: [Icon],
  template: '<svg [srIcon]="icon()" small></svg>{{ word() }}',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 5px;
      white-space: nowrap;
    }
  `,
})
export class MarketModeMark {
  readonly mode = input.required<MarketMode>();

  protected readonly icon = computed(() => marketModeIcons[this.mode()]);
  protected readonly word = computed(() => service(`label.market_mode.${this.mode()}`));
}
