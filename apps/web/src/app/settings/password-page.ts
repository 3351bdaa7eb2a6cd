import { afterNextRender, Component, inject, Injector, signal, viewChild } from '@angular/core';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Notices } from '@service-runs/ui';
import { checkNewPassword, PasswordField } from '../core/credentials/password-field';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { Session } from '../core/session/session';
import { SettingsApi } from './settings-api';

type Told = { current?: string; new?: string };

/** Another password, by the rules of the first one. Other sessions end; this one goes on. */
@Component({
  selector: 'sr-password-page',
  imports: [BusyButton, FormFailure, PasswordField],
  templateUrl: './password-page.html',
  styleUrl: './form-page.css',
})
export class PasswordPage {
  private readonly api = inject(SettingsApi);
  private readonly notices = inject(Notices);
  private readonly injector = inject(Injector);
  private readonly current = viewChild.required<PasswordField>('current');
  private readonly next = viewChild.required<PasswordField>('next');

  protected readonly individual = inject(Session).individual;
  protected readonly busy = signal(false);
  protected readonly told = signal<Told>({});
  protected readonly failure = signal<unknown>(null);
  protected readonly words = {
    title: service('settings.password'),
    what: service('settings.password.what'),
    current: service('settings.password.current'),
    new: service('settings.password.new'),
    change: service('settings.password.change'),
    changing: service('settings.password.change.busy'),
  };

  protected changed(field: keyof Told): void {
    if (this.told()[field]) this.told.update((told) => ({ ...told, [field]: undefined }));
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const input = { current_password: this.current().value(), password: this.next().value() };
    this.failure.set(null);
    if (this.tell(check(input.current_password, input.password))) return;
    this.busy.set(true);
    try {
      await this.api.changePassword(input);
      this.current().clear();
      this.next().clear();
      this.notices.tell(service('settings.password.done'));
    } catch (error) {
      this.refuse(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  private refuse(failure: ApiFailure): void {
    const told: Told = {};
    if (failure.code === 'error.auth.invalid_credentials') told.current = service('settings.password.current.wrong');
    const why = failure.details.find(({ path }) => path === 'password')?.message;
    if (why) told.new = service('auth.password.refused', { why });
    if (!this.tell(told)) this.failure.set(failure);
  }

  /** Says what is wrong beside its field, and leads there. */
  private tell(told: Told): boolean {
    this.told.set(told);
    if (!told.current && !told.new) return false;
    const first = told.current ? this.current() : this.next();
    afterNextRender(() => first.focus(), { injector: this.injector });
    return true;
  }
}

function check(current: string, next: string): Told {
  const same = next !== '' && next === current;
  return {
    current: current ? undefined : service('settings.password.current.missing'),
    new: checkNewPassword(next) ?? (same ? service('settings.password.same') : undefined),
  };
}
