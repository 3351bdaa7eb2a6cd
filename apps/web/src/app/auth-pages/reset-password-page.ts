import { HttpClient, HttpContext } from '@angular/common/http';
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
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { apiPaths, type Ok, type ResetPasswordInput } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure } from '@service-runs/ui';
import { firstValueFrom } from 'rxjs';
import { checkNewPassword, PasswordField } from '../core/credentials/password-field';
import { toApiFailure } from '../core/http/api-failure';
import { OUTSIDE_SESSION, Session } from '../core/session/session';
import { webPaths } from '../core/web-paths';
import { AuthFrame } from './auth-frame';
import { passwordReset } from './password-reset';

/** Sets a password by a one-time link: `/reset-password#<token>`. What stands behind `#` is sent to no server by itself. */
@Component({
  selector: 'sr-reset-password-page',
  imports: [AuthFrame, BusyButton, FormFailure, PasswordField, RouterLink],
  template: `
    <sr-auth-frame>
      @if (state() === 'open') {
        <h1>{{ words.title }}</h1>
        <form class="formline" novalidate (submit)="submit($event)">
          <p>{{ words.what }}</p>
          <sr-password-field
            fieldId="reset-password"
            kind="new"
            [label]="words.password"
            [wrong]="wrong()"
            (changed)="wrong.set(undefined)"
          />
          <sr-form-failure [error]="failure()" />
          <button class="btn action wide" [srBusy]="busy()" [busyWord]="words.acting">{{ words.act }}</button>
        </form>
      } @else {
        <h1 #useless tabindex="-1">{{ state() === 'dead' ? words.dead : words.none }}</h1>
        <p>{{ state() === 'dead' ? words.deadBody : words.noneBody }}</p>
        <p class="more">
          <a class="btn" [routerLink]="signInPath">{{ words.signIn }}</a>
        </p>
      }
    </sr-auth-frame>
  `,
  styleUrl: './auth-page.css',
})
export class ResetPasswordPage {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly field = viewChild(PasswordField);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('useless');

  /** A second link that is opened in the same tab changes this, and loads nothing. */
  private readonly token = toSignal(inject(ActivatedRoute).fragment);
  private readonly refused = linkedSignal({ source: this.token, computation: () => false });
  protected readonly state = computed(() => (!this.token() ? 'none' : this.refused() ? 'dead' : 'open'));
  protected readonly wrong = signal<string | undefined>(undefined);
  protected readonly failure = signal<unknown>(null);
  protected readonly busy = signal(false);
  protected readonly signInPath = webPaths.login;
  protected readonly words = {
    title: service('auth.reset'),
    what: service('auth.reset.what'),
    password: service('auth.reset.password'),
    act: service('auth.reset.act'),
    acting: service('auth.reset.act.busy'),
    dead: service('auth.reset.dead'),
    deadBody: service('auth.reset.dead.body'),
    none: service('auth.reset.none'),
    noneBody: service('auth.reset.none.body'),
    signIn: service('auth.sign_in'),
  };

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const [token, field] = [this.token(), this.field()];
    if (this.busy() || !token || !field) return;
    const password = field.value();
    this.failure.set(null);
    if (this.tell(checkNewPassword(password))) return;
    this.busy.set(true);
    try {
      await this.reset({ token, password });
      await this.toSignIn();
    } catch (error) {
      this.refuse(error);
    } finally {
      this.busy.set(false);
    }
  }

  private reset(input: ResetPasswordInput): Promise<Ok> {
    const context = new HttpContext().set(OUTSIDE_SESSION, true);
    return firstValueFrom(this.http.post<Ok>(apiPaths.resetPassword, input, { context }));
  }

  /** This browser may still believe in a session that has just ended, or be signed in as somebody else. */
  private async toSignIn(): Promise<void> {
    if ((await this.session.settle()) === 'signed_in') await this.session.signOut().catch(() => undefined);
    await this.router.navigateByUrl(webPaths.login, { replaceUrl: true, ...passwordReset });
  }

  private refuse(error: unknown): void {
    const failure = toApiFailure(error);
    if (failure.code === 'error.auth.invalid_token') {
      this.refused.set(true);
      // The form is gone, and with it what had the focus.
      afterNextRender(() => this.heading()?.nativeElement.focus(), { injector: this.injector });
      return;
    }
    const why = failure.details.find(({ path }) => path === 'password')?.message;
    if (!this.tell(why && service('auth.password.refused', { why }))) this.failure.set(failure);
  }

  /** Says what is wrong beside the field, and leads there. */
  private tell(wrong: string | undefined): boolean {
    this.wrong.set(wrong);
    if (wrong) this.field()?.focus();
    return Boolean(wrong);
  }
}
