import { Component, computed, input } from '@angular/core';
import { type InvitationStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon } from '../icon/icon';
import { type IconName } from '../icon/icon-names';

const drawing: Record<InvitationStatus, IconName> = {
  sent: 'send',
  viewed: 'eye',
  claimed: 'check',
  expired: 'hourglass',
  revoked: 'block',
};

/** Where an invitation stands: shape, word and colour. Badges in one list are given one width by that list. */
@Component({
  selector: 'sr-invitation-badge',
  imports: [Icon],
  host: { '[class]': "'badge ' + status()" },
  template: '<svg [srIcon]="icon()"></svg>{{ word() }}',
})
export class InvitationBadge {
  readonly status = input.required<InvitationStatus>();

  protected readonly icon = computed(() => drawing[this.status()]);
  protected readonly word = computed(() => service(`provider.notify.status.${this.status()}`));
}
