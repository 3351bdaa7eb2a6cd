import { bootstrapApplication } from '@angular/platform-browser';
import { service } from '@service-runs/copy';
import { isClaim } from './app/claim/claim-address';
import { baseProviders } from './app/core/base-providers';
import { portalPlace } from './app/portal/portal-place';

/**
 * Three ways to start. The claim page and a portal's pages are what strangers see first, on a phone and a slow line: they
 * come by themselves. All other pages come by the router, which leads back here by a load when a link to one is followed.
 */
async function start(): Promise<void> {
  const { root, providers } = await page(location.pathname);
  const started = bootstrapApplication(root, { providers: [baseProviders, providers] });
  // Whoever uses it first waits for what it knows of times and places, a tenth of a second on a phone: now, while the first call is
  // under way, and not when its answer is to be shown.
  setTimeout(() => new Intl.DateTimeFormat());
  await started;
}

function page(path: string) {
  if (isClaim(path)) return import('./app/claim/claim-start');
  if (portalPlace(path)) return import('./app/portal/portal-start');
  return import('./app/app-start');
}

start().catch((error: unknown) => {
  console.error(error);
  // Nothing has started that could show it better.
  const root = document.querySelector('sr-root');
  if (root && root.childElementCount === 0) root.textContent = service('error.load_failed');
});
