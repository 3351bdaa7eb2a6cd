import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { appPaths } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Credentials } from '../core/credentials/credentials';
import { safeReturnTo } from '../core/session/return-to';
import { webPaths } from '../core/web-paths';
import { AuthFrame } from './auth-frame';
import { isPasswordReset } from './password-reset';

@Component({
  selector: 'sr-sign-in-page',
  imports: [AuthFrame, Credentials, RouterLink],
  template: `
    <sr-auth-frame>
      <h1>{{ words.title }}</h1>
      @if (passwordReset) {
        <p class="told">{{ words.reset }}</p>
      }
      <sr-credentials mode="sign_in" (done)="goOn()" />
      <p class="more">
        <a [routerLink]="forgotPath" [queryParams]="{ return_to: returnTo() }">{{ words.forgot }}</a>
      </p>
      <p class="more">
        {{ words.noAccount }}
        <a [routerLink]="registerPath" [queryParams]="{ return_to: returnTo() }">{{ words.create }}</a>
      </p>
      <p class="small quiet">{{ words.invited }}</p>
    </sr-auth-frame>
  `,
  styleUrl: './auth-page.css',
})
export class SignInPage {
  /** From the address. */
  readonly return_to = input<string>();

  private readonly router = inject(Router);
  protected readonly passwordReset = isPasswordReset(this.router.currentNavigation());
  protected readonly returnTo = computed(() => safeReturnTo(this.return_to()));
  protected readonly forgotPath = webPaths.forgotPassword;
  protected readonly registerPath = webPaths.register;
  protected readonly words = {
    title: service('auth.sign_in'),
    reset: service('auth.reset.done'),
    forgot: service('auth.forgot'),
    noAccount: service('auth.no_account'),
    create: service('auth.create_account'),
    invited: service('auth.invited_hint'),
  };

  protected goOn(): void {
    void this.router.navigateByUrl(this.returnTo() ?? appPaths.home, { replaceUrl: true });
  }
}
