import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { UnreachablePage } from './core/pages/unreachable-page';
import { byLoad, signedIn } from './core/session/guards';

/** Each feature is its own load, and the claim page and portals starts of their own (`main.ts`); the page for a lost connection is here from the start, since it must not need one. */
export const routes: Routes = [
  { path: 'i/:token', canActivate: [byLoad], children: [] },
  { path: 'p/:slug', canActivate: [byLoad], children: [] },
  { path: 'p/:slug/runs/:runId', canActivate: [byLoad], children: [] },
  { path: 'app', canActivate: [signedIn], loadChildren: () => import('./console.routes') },
  { path: 'unreachable', component: UnreachablePage, title: service('shell.unreachable.page') },
  { path: '', loadChildren: () => import('./auth-pages/auth-pages.routes') },
  {
    path: '**',
    loadComponent: () => import('./core/pages/nothing-here-page').then((page) => page.NothingHereAlone),
    title: service('shell.nothing.title'),
  },
];
