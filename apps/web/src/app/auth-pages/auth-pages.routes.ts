import { type Routes } from '@angular/router';
import { service } from '@service-runs/copy';
import { signedOut } from '../core/session/guards';

const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    loadComponent: () => import('./landing-page').then((page) => page.LandingPage),
  },
  {
    path: 'login',
    canActivate: [signedOut],
    loadComponent: () => import('./sign-in-page').then((page) => page.SignInPage),
    title: service('auth.sign_in'),
  },
  {
    path: 'register',
    canActivate: [signedOut],
    loadComponent: () => import('./register-page').then((page) => page.RegisterPage),
    title: service('auth.create_account'),
  },
  {
    path: 'forgot-password',
    loadComponent: () => import('./forgot-password-page').then((page) => page.ForgotPasswordPage),
    title: service('auth.forgot'),
  },
  {
    path: 'verify-email',
    loadComponent: () => import('./verify-email-page').then((page) => page.VerifyEmailPage),
  },
  {
    path: 'unsubscribe',
    loadComponent: () => import('./unsubscribe-page').then((page) => page.UnsubscribePage),
  },
  {
    // Whoever has a link may be signed in, as this person or as another.
    path: 'reset-password',
    loadComponent: () => import('./reset-password-page').then((page) => page.ResetPasswordPage),
    title: service('auth.reset'),
  },
];
export default routes;
