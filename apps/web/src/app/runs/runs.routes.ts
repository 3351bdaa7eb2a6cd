import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { leaveWork } from '../core/leave-work';

const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./list/runs-page').then((page) => page.RunsPage),
    title: service('provider.runs.title'),
  },
  {
    path: 'new',
    loadComponent: () => import('./form/new-run-page').then((page) => page.NewRunPage),
    canDeactivate: [leaveWork],
    title: service('provider.form.new'),
  },
  {
    path: ':id',
    canDeactivate: [leaveWork],
    loadComponent: () => import('./detail/run-page').then((page) => page.RunPage),
    title: service('provider.run.title'),
  },
  {
    path: ':id/preview',
    loadComponent: () => import('./preview/preview-page').then((page) => page.PreviewPage),
    title: service('provider.preview.title'),
  },
  {
    path: ':id/invite-many',
    loadComponent: () => import('./invite-many/invite-many-page').then((page) => page.InviteManyPage),
    canDeactivate: [leaveWork],
    title: service('provider.many.title'),
  },
  {
    path: ':id/edit',
    loadComponent: () => import('./form/edit-run-page').then((page) => page.EditRunPage),
    canDeactivate: [leaveWork],
    title: service('provider.form.edit.page'),
  },
];
export default routes;
