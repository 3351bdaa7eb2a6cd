import { bootstrapApplication } from '@angular/platform-browser';
import { service } from '@service-runs/copy';
import { isClaim } from './app/claim/claim-address';
import { baseProviders } from './app/core/base-providers';

/**
 * Two ways to start. The claim page is what a stranger sees first, on a phone and a slow line: it comes by itself. All
 * other pages come by the router, which leads back here by a load when a link to a claim page is followed.
 */
async function start(): Promise<void> {
  const { root, providers } = isClaim(location.pathname)
    ? await import('./app/claim/claim-start')
    : await import('./app/app-start');
  await bootstrapApplication(root, { providers: [baseProviders, providers] });
}

start().catch((error: unknown) => {
  console.error(error);
  // Nothing has started that could show it better.
  const root = document.querySelector('sr-root');
  if (root && root.childElementCount === 0) root.textContent = service('error.load_failed');
});
