import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';
import { type PortalPlace, portalPlace } from './portal-place';

/**
 * Where on a portal the reader is. From the list to a run and back it goes without a load, so that what stands in the
 * form stays there; two kinds of place need no router.
 */
@Service({ autoProvided: false })
export class PortalAddress {
  private readonly document = inject(DOCUMENT);
  private readonly window = this.document.defaultView;
  private readonly current = signal<PortalPlace>(this.here());
  readonly place = this.current.asReadonly();

  constructor() {
    const moved = () => this.move();
    this.window?.addEventListener('popstate', moved);
    inject(DestroyRef).onDestroy(() => this.window?.removeEventListener('popstate', moved));
  }

  /** Follows a link of the page; one that was pressed for a new tab is left to the browser. */
  follow(event: MouseEvent, path: string): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.window?.history.pushState(null, '', path);
    this.move();
    this.document.documentElement.scrollTop = 0;
  }

  private move(): void {
    this.current.set(this.here());
    // What the server wrote into the head was true of the address that was loaded. Search engines load each by itself.
    for (const tag of this.document.head.querySelectorAll('[data-page]')) tag.remove();
  }

  private here(): PortalPlace {
    return portalPlace(this.document.location.pathname) ?? { slug: '', runId: null };
  }
}
