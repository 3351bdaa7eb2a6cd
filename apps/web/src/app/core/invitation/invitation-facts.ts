import { Component, computed, input } from '@angular/core';
import { type PublicInvitationAnswer } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { InvitationBadge, marketModeIcons, PlainBadge, RunStatusMark, scheduleWords } from '@service-runs/ui';

/**
 * What an invitation says of itself and its run. The claim page shows it to whoever holds the link, and the provider's
 * preview shows it before anybody is invited: one part, so that both show the same.
 */
@Component({
  selector: 'sr-invitation-facts',
  imports: [InvitationBadge, PlainBadge, RunStatusMark],
  template: `
    @let it = answer();
    <p class="tags">
      @if (it.invitation.context_type !== 'tenant') {
        <sr-plain-badge icon="lock">{{ words.readOnly }}</sr-plain-badge>
      }
      <sr-invitation-badge [status]="it.invitation.status" />
      @if (mode(); as mode) {
        <sr-plain-badge [icon]="mode.icon">{{ mode.word }}</sr-plain-badge>
      }
    </p>
    @if (it.run; as run) {
      @if (schedule(); as schedule) {
        <dl class="facts">
          <div>
            <dt>{{ words.what }}</dt>
            <dd class="big">{{ run.name }}</dd>
          </div>
          <div [class.off]="run.status === 'cancelled'">
            <dt>{{ words.when }}</dt>
            <dd>
              <span class="big">{{ schedule.day }}</span>
              @if (schedule.window) {
                <br /><span class="big">{{ schedule.window }}</span>
              }
              @if (schedule.zone; as zone) {
                <span class="small quiet nowrap"> {{ zone }}</span>
              }
            </dd>
          </div>
          @if (run.zone_name) {
            <div>
              <dt>{{ words.where }}</dt>
              <dd>{{ run.zone_name }}</dd>
            </div>
          }
          @if (statusMatters()) {
            <div>
              <dt>{{ words.status }}</dt>
              <dd><sr-run-status-mark [status]="run.status" /></dd>
            </div>
          }
        </dl>
      }
    }
    @if (withMessage() && it.invitation.message; as message) {
      <blockquote class="note" dir="auto">{{ message }}</blockquote>
    }
  `,
  styleUrl: './invitation-facts.css',
})
export class InvitationFacts {
  readonly answer = input.required<PublicInvitationAnswer>();
  /** Whether the words that whoever invited wrote to this person stand there too. */
  readonly withMessage = input(true);

  protected readonly words = {
    readOnly: service('public.invite.read_only'),
    what: service('public.invite.what'),
    when: service('public.invite.when'),
    where: service('public.invite.where'),
    status: service('label.run.status'),
  };
  protected readonly schedule = computed(() => {
    const { run } = this.answer();
    return run && scheduleWords(run);
  });
  /** Scheduled is what everybody takes for granted, and a draft is nobody else's business yet. */
  protected readonly statusMatters = computed(() => {
    const status = this.answer().run?.status;
    return status !== 'scheduled' && status !== 'draft';
  });
  protected readonly mode = computed(() => {
    const { run } = this.answer();
    return run && { icon: marketModeIcons[run.market_mode], word: service(`label.market_mode.${run.market_mode}`) };
  });
}
