import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, Notices, PlainBadge } from '@service-runs/ui';
import { toApiFailure } from '../core/http/api-failure';
import { Session } from '../core/session/session';
import { FormPage } from '../core/form-page';
import { UnprovenAddress } from '../core/unproven-address';
import { SettingsApi } from './settings-api';

/** A person's own name, and the address that the account is at. */
@Component({
  selector: 'sr-profile-page',
  imports: [BusyButton, FormFailure, Icon, PlainBadge, UnprovenAddress],
  template: `
    <h1>{{ words.title }}</h1>
    <p class="what">{{ words.what }}</p>
    <form class="formline" novalidate (submit)="save($event)">
      <div class="field">
        <label for="profile-name">{{ words.name }}</label>
        <input
          #nameInput
          id="profile-name"
          autocomplete="name"
          required
          [attr.maxlength]="limits.displayName"
          [attr.aria-invalid]="wrong() ? true : null"
          [attr.aria-describedby]="wrong() ? 'profile-name-wrong' : null"
          [value]="name()"
          (input)="type($event)"
        />
        @if (wrong(); as why) {
          <p class="says" id="profile-name-wrong"><svg srIcon="alert"></svg>{{ why }}</p>
        }
      </div>
      <sr-form-failure [error]="failure()" />
      <button class="btn action" [srBusy]="busy()" [busyWord]="words.saving">{{ words.save }}</button>
    </form>
    @if (individual(); as person) {
      <dl class="facts address">
        <div>
          <dt>{{ words.address }}</dt>
          <dd>
            {{ person.email }}<br />
            <sr-plain-badge [icon]="person.email_verified ? 'check' : 'alert'">{{
              person.email_verified ? words.confirmed : words.unconfirmed
            }}</sr-plain-badge>
            <p class="small quiet">{{ person.email_verified ? words.confirmedMeans : words.unconfirmedMeans }}</p>
          </dd>
        </div>
      </dl>
      <sr-unproven-address />
    }
  `,
  styleUrl: './form-page.css',
  styles: `
    .address {
      margin-top: 36px;
    }
  `,
})
export class ProfilePage extends FormPage {
  private readonly api = inject(SettingsApi);
  private readonly account = inject(Session);
  private readonly notices = inject(Notices);
  private readonly injector = inject(Injector);
  private readonly nameInput = viewChild.required<ElementRef<HTMLInputElement>>('nameInput');

  protected readonly limits = LIMITS;
  protected readonly individual = this.account.individual;
  private readonly saved = computed(() => this.individual()?.display_name ?? '');
  protected readonly name = linkedSignal(() => this.saved());
  protected readonly busy = signal(false);
  protected readonly wrong = signal<string | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly words = {
    title: service('settings.profile'),
    what: service('settings.profile.what'),
    name: service('settings.profile.name'),
    save: service('settings.save'),
    saving: service('settings.save.busy'),
    address: service('settings.profile.address'),
    confirmed: service('settings.profile.confirmed'),
    confirmedMeans: service('settings.profile.confirmed.means'),
    unconfirmed: service('settings.profile.unconfirmed'),
    unconfirmedMeans: service('settings.profile.unconfirmed.means'),
  };

  protected touched(): boolean {
    return this.name() !== this.saved();
  }

  protected type({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.name.set(target.value);
    this.wrong.set(null);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.failure.set(null);
    const name = this.name().trim();
    if (!name) {
      this.tell(service('settings.profile.name.missing'));
      return;
    }
    this.busy.set(true);
    try {
      this.account.take(await this.api.rename(name));
      this.name.set(this.saved());
      this.notices.tell(service('settings.profile.saved'));
    } catch (error) {
      const failure = toApiFailure(error);
      const why = failure.details.find(({ path }) => path === 'display_name')?.message;
      if (why) this.tell(service('form.field.refused', { field: this.words.name, why }));
      else this.failure.set(failure);
    } finally {
      this.busy.set(false);
    }
  }

  private tell(why: string): void {
    this.wrong.set(why);
    afterNextRender(() => this.nameInput().nativeElement.focus(), { injector: this.injector });
  }
}
