import { type CanDeactivateFn } from '@angular/router';

/** A page that may hold something that is lost when it is left. */
export interface HoldsWork {
  mayLeave(): boolean | Promise<boolean>;
}

export const leaveWork: CanDeactivateFn<HoldsWork> = (page) => page.mayLeave();
