import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { NotificationsPage } from './notifications-page';

const routes: Routes = [{ path: '', component: NotificationsPage, title: service('notification.list.title') }];
export default routes;
