import { Component, computed, input } from '@angular/core';
import { type RunViewAnswer } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  Icon,
  longDay,
  mailLink,
  PlainBadge,
  readerZone,
  RunStatusMark,
  scheduleWords,
  telLink,
} from '@service-runs/ui';

/**
 * What a stakeholder reads of a run, below its name. The stakeholder's own page shows it, and so does the provider's
 * preview: one part, so that both show the same.
 */
@Component({
  selector: 'sr-run-view-facts',
  imports: [Icon, PlainBadge, RunStatusMark],
  template: `
    @let it = shown();
    <p class="tags">
      <sr-run-status-mark [status]="it.run.status" />
      <sr-plain-badge icon="lock">{{ words.readOnly }}</sr-plain-badge>
    </p>
    <dl class="facts" [class.off]="it.cancelled">
      <div>
        <dt>{{ words.date }}</dt>
        <dd class="big">{{ it.schedule.day }}</dd>
      </div>
      @if (it.schedule.window) {
        <div>
          <dt>{{ words.time }}</dt>
          <dd>
            <span class="big">{{ it.schedule.window }}</span>
            @if (it.schedule.zone; as zone) {
              <span class="small quiet nowrap"> {{ zone }}</span>
            }
          </dd>
        </div>
      }
      @if (it.run.zone_name) {
        <div>
          <dt>{{ words.zone }}</dt>
          <dd>{{ it.run.zone_name }}</dd>
        </div>
      }
      <div>
        <dt>{{ words.portals }}</dt>
        <dd>{{ it.publishing }}</dd>
      </div>
      <div>
        <dt>{{ words.mode }}</dt>
        <dd>
          {{ it.mode }} <span class="small quiet">· {{ it.modeMeans }}</span>
        </dd>
      </div>
    </dl>
    <div class="access">
      <svg srIcon="check"></svg>
      <p>
        <span class="strong">{{ it.access }}</span>
        @if (it.given) {
          <br /><span class="small quiet">{{ it.given }}</span>
        }
      </p>
    </div>
    @if (it.tel || it.mail) {
      <section class="call" [attr.aria-label]="words.contact">
        @if (it.tel) {
          <a [href]="it.tel"><svg srIcon="phone"></svg>{{ it.run.contact_phone }}</a>
        }
        @if (it.mail) {
          <a [href]="it.mail"><svg srIcon="mail"></svg>{{ it.run.contact_email }}</a>
        }
      </section>
    }
  `,
  styleUrl: './run-view-facts.css',
})
export class RunViewFacts {
  readonly answer = input.required<RunViewAnswer>();

  protected readonly words = {
    readOnly: service('public.invite.read_only'),
    date: service('stakeholder.run.date'),
    time: service('stakeholder.run.time'),
    zone: service('stakeholder.run.zone'),
    portals: service('stakeholder.run.portals'),
    mode: service('stakeholder.run.mode'),
    contact: service('stakeholder.run.contact'),
  };
  protected readonly shown = computed(() => wordsOf(this.answer()));
}

function wordsOf({ run, access }: RunViewAnswer) {
  const own = access.type === 'tenant';
  const role = access.stakeholder_role;
  return {
    run,
    schedule: scheduleWords(run),
    cancelled: run.status === 'cancelled',
    publishing: service(`label.publishing.${run.publishing_state ?? 'never'}`),
    mode: service(`label.market_mode.${run.market_mode}`),
    modeMeans: service(`label.market_mode.${run.market_mode}.means`),
    access: own
      ? service('stakeholder.run.access_tenant', { name: run.tenant_name })
      : role
        ? service('stakeholder.run.access_as', { role })
        : service('stakeholder.run.access'),
    given: access.granted_at && service('stakeholder.run.given', { day: longDay(access.granted_at, readerZone()) }),
    tel: run.contact_phone && telLink(run.contact_phone),
    mail: run.contact_email && mailLink(run.contact_email),
  };
}
