import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { apiPaths, type Ok } from '@service-runs/contracts';
import { firstValueFrom } from 'rxjs';

/** Asks for the mail that proves an address once more. */
@Service()
export class Verification {
  private readonly http = inject(HttpClient);

  async resend(): Promise<void> {
    await firstValueFrom(this.http.post<Ok>(apiPaths.resendVerification, {}));
  }
}
