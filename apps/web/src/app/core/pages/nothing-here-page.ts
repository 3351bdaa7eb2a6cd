import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { service } from '@service-runs/copy';

/** An address that leads nowhere; inside the console's frame or without it. */
@Component({
  selector: 'sr-nothing-here-page',
  imports: [RouterLink],
  template: `
    <h1>{{ title }}</h1>
    <p>{{ body }}</p>
    <p>
      <a class="btn" routerLink="/">{{ wayOn }}</a>
    </p>
  `,
  styles: `
    :host {
      display: block;
      max-width: 560px;
      border-top: 4px solid var(--mat-sys-primary);
      padding-top: 16px;
    }
    p {
      margin-top: 12px;
      text-wrap: pretty;
    }
    .btn {
      margin-top: 8px;
    }
  `,
})
export class NothingHere {
  protected readonly title = service('shell.nothing.title');
  protected readonly body = service('shell.nothing.body');
  protected readonly wayOn = service('shell.nothing.way_on');
}

/** The same by itself, where there is no frame around it. */
@Component({
  selector: 'sr-nothing-here-alone',
  imports: [NothingHere],
  template: '<main class="letter"><sr-nothing-here-page /></main>',
  styles: `
    main {
      padding-top: 48px;
    }
  `,
})
export class NothingHereAlone {}
