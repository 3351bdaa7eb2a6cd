import { Component, computed, input } from '@angular/core';
import { type PublicInvitationAnswer } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon, mailLink, plainDay, telLink } from '@service-runs/ui';

/** Below what can be done with an invitation: whom to call, what it allows, who sees what. What else there is to say of the reader is projected. */
@Component({
  selector: 'sr-invitation-small-print',
  imports: [Icon],
  template: `
    @let it = answer();
    @if (it.provider.contact_phone || it.provider.contact_email) {
      <div class="call">
        <p>
          {{ words.questions }}<br /><span class="small quiet">{{ it.provider.name }}</span>
        </p>
        <p class="ways">
          @if (it.provider.contact_phone; as phone) {
            <a [href]="tel(phone)"><svg srIcon="phone"></svg>{{ phone }}</a>
          }
          @if (it.provider.contact_email; as address) {
            <a [href]="mail(address)"><svg srIcon="mail"></svg>{{ address }}</a>
          }
        </p>
      </div>
    }
    <div class="fine">
      @if (joins()) {
        <p>{{ words.join }}</p>
      } @else {
        <p>
          <b>{{ it.copy.disclaimer }}</b> {{ words.look }}
        </p>
      }
      @if (it.invitation.status !== 'claimed') {
        @if (!joins()) {
          <p>{{ seen() }}</p>
        }
        <p>{{ sentTo() }}</p>
      }
      <ng-content />
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .call {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 12px;
      min-height: 56px;
      margin-top: 18px;
      padding: 4px 0;
      border-top: var(--sr-rule);
      border-bottom: var(--sr-rule);
      font: var(--mat-sys-body-medium);
    }
    .call .ways {
      display: grid;
      justify-items: end;
      min-width: 0;
      margin-left: auto;
    }
    /* Two ways stand below each other from the left: an address is too long to stand beside the question. */
    .call:has(a + a) .ways {
      justify-items: start;
      width: 100%;
      margin-left: 0;
    }
    .call a {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-height: 44px;
      font-size: 18px;
      font-weight: 650;
      overflow-wrap: anywhere;
    }
  `,
})
export class InvitationSmallPrint {
  readonly answer = input.required<PublicInvitationAnswer>();

  protected readonly words = {
    questions: service('public.invite.questions'),
    look: service('public.invite.fine.look'),
    join: service('public.invite.join.fine'),
  };
  protected readonly tel = telLink;
  protected readonly mail = mailLink;
  protected readonly joins = computed(() => this.answer().invitation.context_type === 'tenant');
  protected readonly seen = computed(() => service('public.invite.fine.seen', { name: this.answer().provider.name }));
  protected readonly sentTo = computed(() => {
    const { invitee_email_masked: address, expires_at } = this.answer().invitation;
    // A date stays on one line.
    const day = plainDay(expires_at).replaceAll(' ', '\u00a0');
    return `${service('public.invite.fine.sent', { address })} ${service('public.invite.fine.until', { day })}`;
  });
}
