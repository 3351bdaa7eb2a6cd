import { afterNextRender, Component, type ElementRef, inject, Injector, signal, viewChild } from '@angular/core';
import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, Notices } from '@service-runs/ui';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { Session } from '../core/session/session';
import { SettingsApi } from './settings-api';

const fields = ['current', 'new'] as const;
type Field = (typeof fields)[number];
type Told = Partial<Record<Field, string>>;

@Component({
  selector: 'sr-password-page',
  imports: [BusyButton, FormFailure, Icon],
  templateUrl: './password-page.html',
  styleUrl: './form-page.css',
})
export class PasswordPage {
  private readonly api = inject(SettingsApi);
  private readonly notices = inject(Notices);
  private readonly injector = inject(Injector);
  private readonly currentInput = viewChild.required<ElementRef<HTMLInputElement>>('currentInput');
  private readonly newInput = viewChild.required<ElementRef<HTMLInputElement>>('newInput');

  protected readonly limits = LIMITS;
  protected readonly individual = inject(Session).individual;
  protected readonly shown = signal(false);
  protected readonly busy = signal(false);
  protected readonly told = signal<Told>({});
  protected readonly failure = signal<unknown>(null);
  protected readonly words = {
    title: service('settings.password'),
    what: service('settings.password.what'),
    current: service('settings.password.current'),
    new: service('settings.password.new'),
    help: service('auth.password.help', { count: LIMITS.passwordMin }),
    change: service('settings.password.change'),
    changing: service('settings.password.change.busy'),
    show: service('settings.password.show'),
    hide: service('settings.password.hide'),
  };

  protected changed(field: Field): void {
    if (this.told()[field]) this.told.update((told) => ({ ...told, [field]: undefined }));
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const current = this.currentInput().nativeElement;
    const next = this.newInput().nativeElement;
    this.failure.set(null);
    if (this.tell(check(current.value, next.value))) return;
    this.busy.set(true);
    try {
      await this.api.changePassword({ current_password: current.value, password: next.value });
      current.value = '';
      next.value = '';
      this.shown.set(false);
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
    const first = fields.find((field) => told[field]);
    if (!first) return false;
    const input = first === 'current' ? this.currentInput() : this.newInput();
    afterNextRender(() => input.nativeElement.focus(), { injector: this.injector });
    return true;
  }
}

function check(current: string, next: string): Told {
  const told: Told = {};
  if (!current) told.current = service('settings.password.current.missing');
  if (!next) {
    told.new = service('settings.password.new.missing');
  } else if (next.length < LIMITS.passwordMin) {
    told.new = service('auth.password.short', { count: next.length, least: LIMITS.passwordMin });
  } else if (next === current) {
    told.new = service('settings.password.same');
  }
  return told;
}
