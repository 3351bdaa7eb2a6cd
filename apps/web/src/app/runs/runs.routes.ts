import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';

const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./list/runs-page').then((page) => page.RunsPage),
    title: service('provider.runs.title'),
  },
  {
    path: ':id',
    loadComponent: () => import('./run-page').then((page) => page.RunPage),
    title: service('provider.run.title'),
  },
];
export default routes;
