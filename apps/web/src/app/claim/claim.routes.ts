import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { ClaimPage } from './claim-page';

const routes: Routes = [{ path: ':token', component: ClaimPage, title: service('public.invite.page') }];
export default routes;
