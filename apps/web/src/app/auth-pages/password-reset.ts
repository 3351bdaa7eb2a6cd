import { type Navigation, type NavigationBehaviorOptions } from '@angular/router';

const KEY = 'passwordReset';

/** Goes along to the sign-in page, which then says that a new password is set. */
export const passwordReset: NavigationBehaviorOptions = { state: { [KEY]: true } };

export function isPasswordReset(navigation: Navigation | null): boolean {
  return navigation?.extras.state?.[KEY] === true;
}
