import { DOCUMENT, inject, Service } from '@angular/core';

/** Loads the page anew. By itself, so that a test can see that it was asked for. */
@Service()
export class PageReload {
  private readonly location = inject(DOCUMENT).location;

  now(): void {
    this.location.reload();
  }
}
