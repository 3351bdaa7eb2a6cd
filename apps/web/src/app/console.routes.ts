import './console-texts';
import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { memberOfTenant, toFirstPlace } from './core/session/guards';
import { Shell } from './core/shell/shell';

/** Everything behind sign-in, in the frame of the console. */
const routes: Routes = [
  {
    path: '',
    component: Shell,
    children: [
      { path: '', pathMatch: 'full', canActivate: [toFirstPlace], children: [] },
      {
        path: 'provider/runs',
        canActivate: [memberOfTenant],
        loadChildren: () => import('./runs/runs.routes'),
      },
      {
        path: 'provider/inbox',
        canActivate: [memberOfTenant],
        loadChildren: () => import('./inbox/inbox.routes'),
      },
      { path: 'runs', loadChildren: () => import('./shared-runs/shared-runs.routes') },
      { path: 'notifications', loadChildren: () => import('./notifications/notifications.routes') },
      { path: 'settings', loadChildren: () => import('./settings/settings.routes') },
      {
        path: 'organisation/new',
        loadComponent: () => import('./core/pages/new-organisation-page').then((page) => page.NewOrganisationPage),
        title: service('auth.organisation.page'),
      },
      {
        path: '**',
        loadComponent: () => import('./core/pages/nothing-here-page').then((page) => page.NothingHere),
        title: service('shell.nothing.title'),
      },
    ],
  },
];
export default routes;
