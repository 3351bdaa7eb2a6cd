import { type CanDeactivateFn } from '@angular/router';

/** A page that may hold something that is lost when it is left. */
export interface HoldsWork {
  mayLeave(): boolean | Promise<boolean>;
}

export const leaveWork: CanDeactivateFn<HoldsWork> = (page) => page.mayLeave();

export function holdsWork(page: object): page is HoldsWork {
  return 'mayLeave' in page && typeof page.mayLeave === 'function';
}
