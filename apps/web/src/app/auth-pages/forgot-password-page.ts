import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon } from '@service-runs/ui';
import { toApiFailure } from '../core/http/api-failure';
import { safeReturnTo } from '../core/session/return-to';
import { webPaths } from '../core/web-paths';
import { AccountCalls } from './account-calls';
import { AuthFrame } from './auth-frame';
import { looksLikeEmail } from '../core/email-form';

/** Asks for a link to set a new password by. What is said then is the same for every address. */
@Component({
  selector: 'sr-forgot-password-page',
  imports: [AuthFrame, BusyButton, FormFailure, Icon, RouterLink],
  template: `
    <sr-auth-frame>
      @switch (state()) {
        @case ('asking') {
          <h1>{{ words.title }}</h1>
          <form class="formline" novalidate (submit)="submit($event)">
            <p>{{ words.what }}</p>
            <div class="field">
              <label for="forgot-email">{{ words.email }}</label>
              <input
                #emailInput
                id="forgot-email"
                type="email"
                name="email"
                inputmode="email"
                autocomplete="username"
                autocapitalize="none"
                spellcheck="false"
                [attr.maxlength]="limits.email"
                [attr.aria-invalid]="wrong() ? true : null"
                [attr.aria-describedby]="wrong() ? 'forgot-email-wrong' : null"
                (input)="wrong.set(null)"
              />
              @if (wrong(); as why) {
                <p class="says" id="forgot-email-wrong"><svg srIcon="alert"></svg>{{ why }}</p>
              }
            </div>
            <sr-form-failure [error]="failure()" />
            <button class="btn action wide" [srBusy]="busy()" [busyWord]="words.acting">{{ words.act }}</button>
          </form>
        }
        @case ('sent') {
          <h1 #said tabindex="-1">{{ words.sent }}</h1>
          <p>{{ sentBody() }}</p>
          <p class="small quiet none">{{ words.sentNone }}</p>
          <p class="more">
            <button type="button" class="btn" (click)="again()">{{ words.another }}</button>
          </p>
        }
        @case ('no_mail') {
          <h1 #said tabindex="-1">{{ words.noMail }}</h1>
          <p>{{ words.noMailBody }}</p>
        }
      }
      <p class="more">
        <a [routerLink]="signInPath" [queryParams]="{ return_to: returnTo() }">{{ words.back }}</a>
      </p>
    </sr-auth-frame>
  `,
  styleUrl: './auth-page.css',
  styles: `
    .none {
      margin-top: var(--sr-3);
    }
  `,
})
export class ForgotPasswordPage {
  /** From the address. */
  readonly return_to = input<string>();

  private readonly calls = inject(AccountCalls);
  private readonly injector = inject(Injector);
  private readonly emailInput = viewChild<ElementRef<HTMLInputElement>>('emailInput');
  private readonly said = viewChild<ElementRef<HTMLElement>>('said');

  protected readonly limits = LIMITS;
  protected readonly state = signal<'asking' | 'sent' | 'no_mail'>('asking');
  protected readonly busy = signal(false);
  protected readonly wrong = signal<string | null>(null);
  protected readonly failure = signal<unknown>(null);
  private readonly address = signal('');
  protected readonly sentBody = computed(() => service('account.forgot.sent.body', { address: this.address() }));
  protected readonly returnTo = computed(() => safeReturnTo(this.return_to()));
  protected readonly signInPath = webPaths.login;
  protected readonly words = {
    title: service('account.forgot.title'),
    what: service('account.forgot.what'),
    email: service('auth.email'),
    act: service('account.forgot.act'),
    acting: service('account.forgot.act.busy'),
    sent: service('account.forgot.sent'),
    sentNone: service('account.forgot.sent.none'),
    another: service('account.forgot.another'),
    noMail: service('account.forgot.no_mail'),
    noMailBody: service('account.forgot.no_mail.body'),
    back: service('account.forgot.back'),
  };

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const email = this.emailInput()?.nativeElement.value.trim() ?? '';
    this.failure.set(null);
    const wrong = wrongIn(email);
    if (wrong) {
      this.tell(wrong);
      return;
    }
    this.busy.set(true);
    try {
      const { mail } = await this.calls.forgotPassword(email);
      this.address.set(email);
      this.state.set(mail ? 'sent' : 'no_mail');
      // The form is gone, and with it what had the focus.
      this.afterwards(() => this.said()?.nativeElement.focus());
    } catch (error) {
      const failure = toApiFailure(error);
      const why = failure.details.find(({ path }) => path === 'email')?.message;
      if (why) this.tell(service('auth.email.refused', { why }));
      else this.failure.set(failure);
    } finally {
      this.busy.set(false);
    }
  }

  protected again(): void {
    this.state.set('asking');
    this.afterwards(() => this.emailInput()?.nativeElement.focus());
  }

  private tell(wrong: string): void {
    this.wrong.set(wrong);
    this.emailInput()?.nativeElement.focus();
  }

  private afterwards(act: () => void): void {
    afterNextRender(act, { injector: this.injector });
  }
}

function wrongIn(email: string): string | null {
  if (!email) return service('auth.email.missing');
  return looksLikeEmail(email) ? null : service('auth.email.bad');
}
