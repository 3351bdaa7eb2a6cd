import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { appPaths } from '@service-runs/contracts';
import { PageReload } from '../page-reload';
import { webPaths } from '../web-paths';
import { CurrentTenant } from './current-tenant';
import { safeReturnTo } from './return-to';
import { Session } from './session';

/** Pages of a signed-in person. Somebody else signs in first and then comes back to where they were going. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const [session, router] = [inject(Session), inject(Router)];
  const found = await session.settle();
  if (found === 'signed_in') return true;
  // The address stays, so that loading again tries again.
  if (found === 'unreachable')
    return new RedirectCommand(router.parseUrl(webPaths.unreachable), { browserUrl: state.url });
  return router.createUrlTree([webPaths.login], { queryParams: { return_to: state.url } });
};

/** Sign-in and sign-up pages: somebody who is signed in has no business there and goes on. */
export const signedOut: CanActivateFn = async (route) => {
  const [session, router] = [inject(Session), inject(Router)];
  if ((await session.settle()) !== 'signed_in') return true;
  return router.parseUrl(safeReturnTo(route.queryParamMap.get('return_to')) ?? appPaths.home);
};

/** Pages of an organisation's members. */
export const memberOfTenant: CanActivateFn = () => {
  const router = inject(Router);
  return inject(CurrentTenant).tenant() !== null || router.parseUrl(appPaths.home);
};

/** Pages that the router does not hold: the browser loads them. */
export const byLoad: CanActivateFn = (_route, state) => {
  inject(PageReload).to(state.url);
  return false;
};

/** `/app` itself: to the first place that is the person's. A guard, because it is asked after it is known who that is. */
export const toFirstPlace: CanActivateFn = () => {
  const path = inject(CurrentTenant).tenant() === null ? appPaths.sharedRuns : appPaths.providerRuns;
  return inject(Router).parseUrl(path);
};
