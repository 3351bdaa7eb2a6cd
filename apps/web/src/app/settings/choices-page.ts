import { Component, computed, inject, signal } from '@angular/core';
import { MAIL_TOPICS, type MailTopic } from '@service-runs/contracts';
import { addTexts, service } from '@service-runs/copy';
import { accountTexts } from '@service-runs/copy/account';
import { ErrorState, LoadingLines } from '@service-runs/ui';
import { CurrentTenant } from '../core/session/current-tenant';
import { Session } from '../core/session/session';
import { UnprovenAddress } from '../core/unproven-address';
import { Loaded } from './loaded';
import { SettingsApi } from './settings-api';

addTexts(accountTexts);

/** Topics of what an organisation's members are told; the others are anybody's. */
const ofOrganisation: readonly MailTopic[] = ['invitation_claimed', 'request_arrived'];

/** Which notifications come by mail as well. Each is saved as it is chosen. */
@Component({
  selector: 'sr-choices-page',
  imports: [ErrorState, LoadingLines, UnprovenAddress],
  template: `
    <h1>{{ words.title }}</h1>
    <p class="what">{{ words.what }}</p>
    <sr-unproven-address />
    @if (choices.error(); as error) {
      <sr-error-state [heading]="words.failed" [error]="error" (again)="choices.load()" />
    } @else if (choices.value(); as it) {
      <p class="what">{{ where() }}</p>
      @for (group of groups(); track group.title) {
        <fieldset>
          <legend>{{ group.title }}</legend>
          <ul class="choices">
            @for (each of group.topics; track each.topic) {
              <li>
                <input
                  type="checkbox"
                  [id]="'choice-' + each.topic"
                  [checked]="it.choices[each.topic]"
                  (change)="choose(each.topic, $event)"
                />
                <label [attr.for]="'choice-' + each.topic">{{ each.word }}</label>
                <span class="small quiet" role="status">{{ saved() === each.topic ? words.saved : '' }}</span>
                @if (refused() === each.topic) {
                  <span class="small wrong" role="alert">{{ words.notSaved }}</span>
                }
              </li>
            }
          </ul>
        </fieldset>
      }
      <p class="small quiet">{{ words.security }}</p>
    } @else {
      <sr-loading-lines [rows]="4" [columns]="['24px', 'grow']" [label]="words.loading" />
    }
  `,
  styleUrl: './form-page.css',
  styles: `
    fieldset {
      margin: 20px 0;
      border: 0;
      padding: 0;
    }
    legend {
      font: var(--mat-sys-title-medium);
      margin-bottom: 4px;
    }
    .choices {
      list-style: none;
      padding: 0;
      margin: 0;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
      min-height: 44px;
      border-bottom: var(--sr-rule);
    }
    label {
      flex: 1 1 200px;
      padding: 10px 0;
      cursor: pointer;
    }
    .wrong {
      color: var(--mat-sys-error);
    }
  `,
})
export class ChoicesPage {
  private readonly api = inject(SettingsApi);
  private readonly session = inject(Session);
  private readonly tenant = inject(CurrentTenant).tenant;

  protected readonly choices = new Loaded(() => this.api.choices());
  protected readonly saved = signal<MailTopic | null>(null);
  protected readonly refused = signal<MailTopic | null>(null);
  protected readonly words = {
    title: service('settings.choices'),
    what: service('settings.choices.what'),
    security: service('settings.choices.security'),
    loading: service('settings.choices.loading'),
    failed: service('settings.choices.failed'),
    saved: service('settings.choices.saved'),
    notSaved: service('settings.choices.not_saved'),
  };

  protected readonly where = computed(() => {
    const address = this.session.individual()?.email ?? '';
    if (!this.session.sendsMail()) return service('settings.choices.no_mail');
    return this.choices.value()?.email_verified
      ? service('settings.choices.to', { address })
      : service('settings.choices.unproven', { address });
  });
  protected readonly groups = computed(() => {
    const wordsOf = (topics: readonly MailTopic[]) =>
      topics.map((topic) => ({ topic, word: service(`account.topic.${topic}`) }));
    const shared = MAIL_TOPICS.filter((topic) => !ofOrganisation.includes(topic));
    return [
      { title: service('settings.choices.shared'), topics: wordsOf(shared) },
      ...(this.tenant() ? [{ title: service('settings.choices.organisation'), topics: wordsOf(ofOrganisation) }] : []),
    ];
  });

  constructor() {
    void this.choices.load();
  }

  protected async choose(topic: MailTopic, { target }: Event): Promise<void> {
    if (!(target instanceof HTMLInputElement)) return;
    const chosen = target.checked;
    this.saved.set(null);
    this.refused.set(null);
    try {
      this.choices.set(await this.api.choose({ [topic]: chosen }));
      this.saved.set(topic);
    } catch {
      // As it was: what is shown is what holds.
      target.checked = !chosen;
      this.refused.set(topic);
    }
  }
}
