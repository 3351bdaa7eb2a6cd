import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { leaveWork } from '../core/leave-work';
import { CurrentTenant } from '../core/session/current-tenant';
import { webPaths } from '../core/web-paths';
import { SettingsFrame } from './settings-frame';

/** An organisation's settings, for those who belong to one; everybody else has a profile. */
const ofOrganisation: CanActivateFn = () =>
  inject(CurrentTenant).tenant() !== null || inject(Router).parseUrl(webPaths.settingsProfile);

const routes: Routes = [
  {
    path: '',
    component: SettingsFrame,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'organisation' },
      {
        path: 'organisation',
        canActivate: [ofOrganisation],
        canDeactivate: [leaveWork],
        loadComponent: () => import('./organisation-page').then((page) => page.OrganisationPage),
        title: service('settings.organisation'),
      },
      {
        path: 'members',
        canActivate: [ofOrganisation],
        canDeactivate: [leaveWork],
        loadComponent: () => import('./members-page').then((page) => page.MembersPage),
        title: service('settings.members'),
      },
      {
        path: 'api-keys',
        canActivate: [ofOrganisation],
        canDeactivate: [leaveWork],
        loadComponent: () => import('./api-keys-page').then((page) => page.ApiKeysPage),
        title: service('settings.keys'),
      },
      {
        path: 'profile',
        canDeactivate: [leaveWork],
        loadComponent: () => import('./profile-page').then((page) => page.ProfilePage),
        title: service('settings.profile'),
      },
      {
        path: 'notifications',
        loadComponent: () => import('./choices-page').then((page) => page.ChoicesPage),
        title: service('settings.choices'),
      },
      {
        path: 'password',
        loadComponent: () => import('./password-page').then((page) => page.PasswordPage),
        title: service('settings.password'),
      },
      {
        path: '**',
        loadComponent: () => import('../core/pages/nothing-here-page').then((page) => page.NothingHere),
        title: service('shell.nothing.title'),
      },
    ],
  },
];
export default routes;
