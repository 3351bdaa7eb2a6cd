import {
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { LIMITS, type RegisterInput } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon } from '@service-runs/ui';
import { type ApiFailure, toApiFailure } from '../http/api-failure';
import { Session } from '../session/session';
import { checkNewPassword, PasswordField } from './password-field';
import { looksLikeEmail } from '../email-form';

/** The fields that the form has, in their order. */
const fields = ['name', 'email', 'password'] as const;
type Field = (typeof fields)[number];
type Wrong = Partial<Record<Field, string>>;

/** How the API names them. */
const fieldOfPath: Record<string, Field> = { display_name: 'name', email: 'email', password: 'password' };

let made = 0;

/**
 * Email, password and one button, to sign in or to create an account with; where it leads is for the page around it.
 * `<sr-credentials mode="sign_in" (done)="…" />`. Plain HTML fields: the claim page carries this too.
 */
@Component({
  selector: 'sr-credentials',
  imports: [BusyButton, FormFailure, Icon, PasswordField],
  templateUrl: './credentials.html',
  styles: `
    .btn.wide {
      min-height: var(--sr-field);
    }
  `,
})
export class Credentials {
  readonly mode = input.required<'sign_in' | 'create_account'>();
  /** Shown in the empty email field: the masked address that an invitation was sent to. */
  readonly emailHint = input('');
  /** Stands in the name field from the start: what the person who invites calls the one who is invited. */
  readonly givenName = input('');
  /** The token of the invitation that somebody came by: new people may be let in on the strength of one only. */
  readonly invitationToken = input<string>();
  readonly done = output();

  private readonly session = inject(Session);
  private readonly nameInput = viewChild<ElementRef<HTMLInputElement>>('nameInput');
  private readonly emailInput = viewChild.required<ElementRef<HTMLInputElement>>('emailInput');
  private readonly passwordField = viewChild.required(PasswordField);

  protected readonly id = `credentials-${++made}`;
  protected readonly limits = LIMITS;
  protected readonly creating = computed(() => this.mode() === 'create_account');
  protected readonly busy = signal(false);
  protected readonly failure = signal<ApiFailure | null>(null);
  protected readonly wrong = signal<Wrong>({});
  /** True once the wait that the API asked for is over. */
  protected readonly waited = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly words = {
    name: service('auth.name'),
    nameHelp: service('auth.name.help'),
    email: service('auth.email'),
    waited: service('error.rate_limited.over'),
  };
  protected readonly act = computed(() => service(this.creating() ? 'auth.create_account' : 'auth.sign_in'));
  protected readonly acting = computed(() =>
    service(this.creating() ? 'auth.create_account.busy' : 'auth.sign_in.busy'),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const given = {
      name: this.nameInput()?.nativeElement.value.trim() ?? '',
      email: this.emailInput().nativeElement.value.trim(),
      password: this.passwordField().value(),
    };
    this.failure.set(null);
    this.tell(this.check(given));
    if (fields.some((field) => this.wrong()[field])) return;

    this.busy.set(true);
    try {
      const { email, password, name } = given;
      if (this.creating()) await this.session.register(this.withInvitation({ email, password, display_name: name }));
      else await this.session.signIn({ email, password });
      this.done.emit();
    } catch (error) {
      this.fail(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** What is described beside a field is no longer so once it is changed. */
  protected changed(field: Field): void {
    if (this.wrong()[field]) this.wrong.update((wrong) => ({ ...wrong, [field]: undefined }));
  }

  protected describedBy(field: Field, help: boolean): string | null {
    const ids = [help ? `${this.id}-${field}-help` : '', this.wrong()[field] ? `${this.id}-${field}-wrong` : ''];
    return ids.filter(Boolean).join(' ') || null;
  }

  private withInvitation(input: RegisterInput): RegisterInput {
    const token = this.invitationToken();
    return token ? { ...input, invitation_token: token } : input;
  }

  private check(given: Record<Field, string>): Wrong {
    const wrong: Wrong = {};
    if (this.creating() && !given.name) wrong.name = service('auth.name.missing');
    if (!given.email) wrong.email = service('auth.email.missing');
    else if (!looksLikeEmail(given.email)) wrong.email = service('auth.email.bad');
    if (this.creating()) wrong.password = checkNewPassword(given.password);
    else if (!given.password) wrong.password = service('auth.password.missing');
    return wrong;
  }

  /** Says what is wrong beside its field, and leads there. */
  private tell(wrong: Wrong): void {
    this.wrong.set(wrong);
    const first = fields.find((field) => wrong[field]);
    if (first) this.focus(first);
  }

  private fail(failure: ApiFailure): void {
    if (failure.code === 'error.auth.email_taken') {
      this.tell({ email: service(failure.code) });
      return;
    }
    const wrong: Wrong = {};
    for (const { path, message } of failure.details) {
      const field = fieldOfPath[path];
      if (field) wrong[field] ??= service(`auth.${field}.refused`, { why: message });
    }
    if (Object.keys(wrong).length > 0) {
      this.tell(wrong);
      return;
    }
    this.failure.set(failure);
    this.waited.set(false);
    clearTimeout(this.timer);
    if (failure.retryAfter !== null) {
      this.timer = setTimeout(() => this.waited.set(true), failure.retryAfter * 1000);
    }
  }

  private focus(field: Field): void {
    if (field === 'password') this.passwordField().focus();
    else (field === 'name' ? this.nameInput() : this.emailInput())?.nativeElement.focus();
  }
}
