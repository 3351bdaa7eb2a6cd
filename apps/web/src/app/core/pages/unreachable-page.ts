import { Component, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { ErrorState } from '@service-runs/ui';
import { ApiFailure } from '../http/api-failure';
import { PageReload } from '../page-reload';
import { Session } from '../session/session';

/** The page that could not be fetched. Its address stays in the bar, so that trying again loads that one. */
@Component({
  selector: 'sr-unreachable-page',
  imports: [ErrorState],
  template: `
    <main class="letter">
      <h1>{{ brand }}</h1>
      <sr-error-state [heading]="heading" [error]="error" (again)="reload()" />
    </main>
  `,
  styles: `
    main {
      padding-top: 48px;
    }
    h1 {
      margin-bottom: 24px;
    }
  `,
})
export class UnreachablePage {
  private readonly pageReload = inject(PageReload);
  private readonly unsettled = inject(Session).failure();

  protected readonly brand = service('shell.brand');
  protected readonly heading = service(this.unsettled ? 'shell.unreachable.title' : 'shell.load_failed.title');
  protected readonly error = this.unsettled ?? new ApiFailure('error.load_failed', 0);

  protected reload(): void {
    this.pageReload.now();
  }
}
