import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import { type CanDeactivateFn } from '@angular/router';

/** A page that may hold something that is lost when it is left. */
export interface HoldsWork {
  mayLeave(): boolean | Promise<boolean>;
}

export const leaveWork: CanDeactivateFn<HoldsWork> = (page) => page.mayLeave();

export function holdsWork(page: object): page is HoldsWork {
  return 'mayLeave' in page && typeof page.mayLeave === 'function';
}

/** The browser asks before the tab is closed or loaded again, while there is something to lose. For constructors. */
export function warnBeforeUnload(somethingToLose: () => boolean): void {
  const window = inject(DOCUMENT).defaultView;
  const warn = (event: BeforeUnloadEvent) => {
    if (somethingToLose()) event.preventDefault();
  };
  window?.addEventListener('beforeunload', warn);
  inject(DestroyRef).onDestroy(() => window?.removeEventListener('beforeunload', warn));
}
