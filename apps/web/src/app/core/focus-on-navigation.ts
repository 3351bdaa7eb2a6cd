import { afterNextRender, DOCUMENT, inject, Injector, Service } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/**
 * A page that opens without a load says nothing to somebody who listens: the focus goes to its main heading. Changes
 * of the query alone (a filter, a search) leave the focus where it is, and so does the first page.
 */
@Service()
export class FocusOnNavigation {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private path: string | null = null;

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(({ urlAfterRedirects }) => {
        const path = urlAfterRedirects.split(/[?#]/)[0] ?? '';
        const first = this.path === null;
        if (path === this.path) return;
        this.path = path;
        if (!first) afterNextRender(() => this.focusHeading(), { injector: this.injector });
      });
  }

  private focusHeading(): void {
    // Something on the page may have asked for the focus already. The ways between pages have not: they are still there.
    const active = this.document.activeElement;
    if (active?.closest('main') && !active.closest('nav')) return;
    const heading =
      this.document.querySelector<HTMLElement>('main h1') ?? this.document.querySelector<HTMLElement>('main');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}
