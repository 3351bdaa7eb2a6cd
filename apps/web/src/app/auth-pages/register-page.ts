import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { service } from '@service-runs/copy';
import { Credentials } from '../core/credentials/credentials';
import { safeReturnTo } from '../core/session/return-to';
import { webPaths } from '../core/web-paths';
import { AuthFrame } from './auth-frame';

@Component({
  selector: 'sr-register-page',
  imports: [AuthFrame, Credentials, RouterLink],
  template: `
    <sr-auth-frame>
      <h1>{{ words.title }}</h1>
      <sr-credentials mode="create_account" (done)="goOn()" />
      <p class="more">
        {{ words.haveAccount }}
        <a [routerLink]="signInPath" [queryParams]="{ return_to: returnTo() }">{{ words.signIn }}</a>
      </p>
    </sr-auth-frame>
  `,
  styleUrl: './auth-page.css',
})
export class RegisterPage {
  /** From the address. */
  readonly return_to = input<string>();

  private readonly router = inject(Router);
  protected readonly returnTo = computed(() => safeReturnTo(this.return_to()));
  protected readonly signInPath = webPaths.login;
  protected readonly words = {
    title: service('auth.create_account'),
    haveAccount: service('auth.have_account'),
    signIn: service('auth.sign_in'),
  };

  protected goOn(): void {
    // Whoever signs up by the front door, and not on the way to somewhere, is most often about to plan runs.
    void this.router.navigateByUrl(this.returnTo() ?? webPaths.newOrganisation, { replaceUrl: true });
  }
}
