import { type Routes, type UrlMatcher } from '@angular/router';
import { service } from '@service-runs/copy';

/** The list, or the list with one request open beside it: one page, which stays when another request is opened. */
const listOrOne: UrlMatcher = (segments) => {
  const [id, ...more] = segments;
  if (more.length > 0) return null;
  return id ? { consumed: segments, posParams: { id } } : { consumed: segments };
};

const routes: Routes = [
  {
    matcher: listOrOne,
    loadComponent: () => import('./inbox-page').then((page) => page.InboxPage),
    title: service('provider.inbox.title'),
  },
];
export default routes;
