import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { appPaths } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, ErrorState } from '@service-runs/ui';
import { Credentials } from '../core/credentials/credentials';
import { toApiFailure } from '../core/http/api-failure';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session/session';
import { Verification } from '../core/verification';
import { AccountCalls } from './account-calls';
import { AuthFrame } from './auth-frame';

type Stage = 'working' | 'sign_in' | 'done' | 'dead' | 'failed';

/**
 * Proves an address by the link that was mailed to it: `/verify-email#<token>`. What stands behind `#` is sent to no server by itself, and
 * stays here while somebody signs in: the link is good for its own account only.
 */
@Component({
  selector: 'sr-verify-email-page',
  imports: [AuthFrame, BusyButton, Credentials, ErrorState, RouterLink],
  template: `
    <sr-auth-frame>
      @switch (stage()) {
        @case ('working') {
          <h1>{{ words.title }}</h1>
          <p role="status">{{ words.working }}</p>
        }
        @case ('sign_in') {
          <h1>{{ words.signIn }}</h1>
          <p class="told">{{ words.signInBody }}</p>
          <sr-credentials mode="sign_in" (done)="prove()" />
        }
        @case ('done') {
          <h1 #said tabindex="-1">{{ words.done }}</h1>
          <p>{{ doneBody() }}</p>
          <p class="more">
            <a class="btn action" [routerLink]="notifications">{{ words.go }}</a>
          </p>
        }
        @case ('dead') {
          <h1 #said tabindex="-1">{{ words.dead }}</h1>
          <p>{{ token() ? deadBody() : words.none }}</p>
          @if (resent()) {
            <p role="status">{{ resentBody() }}</p>
          } @else if (session.sendsMail() && session.individual()?.email_verified === false) {
            <p class="more">
              <button type="button" class="btn" [srBusy]="sending()" [busyWord]="words.resending" (click)="resend()">
                {{ words.resend }}
              </button>
            </p>
          }
        }
        @case ('failed') {
          <h1>{{ words.title }}</h1>
          <sr-error-state [heading]="words.failed" [error]="failure()" (again)="prove()" />
        }
      }
    </sr-auth-frame>
  `,
  styleUrl: './auth-page.css',
})
export class VerifyEmailPage {
  private readonly calls = inject(AccountCalls);
  private readonly verification = inject(Verification);
  private readonly injector = inject(Injector);
  private readonly said = viewChild<ElementRef<HTMLElement>>('said');
  protected readonly session = inject(Session);

  /** A second link that is opened in the same tab changes this, and loads nothing. */
  protected readonly token = toSignal(inject(ActivatedRoute).fragment);
  protected readonly stage = signal<Stage>('working');
  protected readonly failure = signal<unknown>(null);
  protected readonly sending = signal(false);
  protected readonly resent = signal(false);
  private readonly address = computed(() => this.session.individual()?.email ?? '');
  protected readonly doneBody = computed(() => service('account.verify.done.body', { address: this.address() }));
  protected readonly deadBody = computed(() => service('account.verify.dead.body', { address: this.address() }));
  protected readonly resentBody = computed(() => service('account.verify.resent', { address: this.address() }));
  protected readonly notifications = appPaths.notifications;
  protected readonly words = {
    title: service('account.verify.title'),
    working: service('account.verify.working'),
    done: service('account.verify.done'),
    go: service('account.verify.go'),
    signIn: service('account.verify.sign_in'),
    signInBody: service('account.verify.sign_in.body'),
    dead: service('account.verify.dead'),
    none: service('account.verify.dead.none'),
    failed: service('account.verify.failed'),
    resend: service('account.verify.resend'),
    resending: service('account.verify.resend.busy'),
  };

  constructor() {
    inject(PageTitle).set(this.words.title);
    effect(() => {
      this.token();
      untracked(() => void this.begin());
    });
  }

  private async begin(): Promise<void> {
    this.resent.set(false);
    this.stage.set('working');
    const state = await this.session.settle();
    if (state === 'signed_in') await this.prove();
    else if (state === 'signed_out') this.stage.set('sign_in');
    else this.fail(this.session.failure());
  }

  protected async prove(): Promise<void> {
    const token = this.token();
    if (!token) {
      this.end('dead');
      return;
    }
    this.stage.set('working');
    try {
      await this.calls.verifyEmail(token);
      await this.session.load();
      this.end('done');
    } catch (error) {
      if (toApiFailure(error).code === 'error.auth.invalid_token') this.end('dead');
      else if (toApiFailure(error).code === 'error.auth.required') this.stage.set('sign_in');
      else this.fail(error);
    }
  }

  protected async resend(): Promise<void> {
    if (this.sending()) return;
    this.sending.set(true);
    try {
      await this.verification.resend();
      this.resent.set(true);
    } catch (error) {
      this.fail(error);
    } finally {
      this.sending.set(false);
    }
  }

  private fail(error: unknown): void {
    this.failure.set(error);
    this.stage.set('failed');
  }

  private end(stage: Stage): void {
    this.stage.set(stage);
    afterNextRender(() => this.said()?.nativeElement.focus(), { injector: this.injector });
  }
}
