import { HttpClient, HttpContext } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { apiPaths, type Ok, type PasswordForgotten, type Unsubscription } from '@service-runs/contracts';
import { addTexts } from '@service-runs/copy';
import { accountTexts } from '@service-runs/copy/account';
import { firstValueFrom } from 'rxjs';
import { OUTSIDE_SESSION } from '../core/session/session';

addTexts(accountTexts);

/** What the pages ask for that a mail leads to. Nobody need be signed in, but to prove an address. */
@Service()
export class AccountCalls {
  private readonly http = inject(HttpClient);
  private readonly outside = { context: new HttpContext().set(OUTSIDE_SESSION, true) };

  forgotPassword(email: string): Promise<PasswordForgotten> {
    return firstValueFrom(this.http.post<PasswordForgotten>(apiPaths.forgotPassword, { email }, this.outside));
  }

  async verifyEmail(token: string): Promise<void> {
    await firstValueFrom(this.http.post<Ok>(apiPaths.verifyEmail, { token }));
  }

  subscription(token: string): Promise<Unsubscription> {
    return firstValueFrom(this.http.get<Unsubscription>(apiPaths.unsubscribe(token), this.outside));
  }

  subscribe(token: string, subscribed: boolean): Promise<Unsubscription> {
    return firstValueFrom(this.http.post<Unsubscription>(apiPaths.unsubscribe(token), { subscribed }, this.outside));
  }
}
