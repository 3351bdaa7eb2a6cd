import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';

const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./shared-runs-page').then((page) => page.SharedRunsPage),
    title: service('stakeholder.runs.title'),
  },
  {
    path: ':id/view',
    loadComponent: () => import('./run-view-page').then((page) => page.RunViewPage),
    title: service('stakeholder.run.title'),
  },
];
export default routes;
