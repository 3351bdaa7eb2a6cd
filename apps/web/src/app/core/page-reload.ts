import { DOCUMENT, inject, Service } from '@angular/core';

/** Has the browser load a page, this one anew or another. By itself, so that a test can see that it was asked for. */
@Service()
export class PageReload {
  private readonly location = inject(DOCUMENT).location;

  now(): void {
    this.location.reload();
  }

  /** Loads another page of this app. */
  to(path: string): void {
    this.location.assign(path);
  }

  /** The same, and this page leaves the history. */
  instead(path: string): void {
    this.location.replace(path);
  }
}
