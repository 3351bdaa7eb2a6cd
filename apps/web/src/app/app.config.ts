import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  RedirectCommand,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { routes } from './app.routes';
import { describeFailure } from './core/http/api-failure';
import { apiInterceptor } from './core/http/api-interceptor';
import { PageTitleStrategy } from './core/page-title';
import { webPaths } from './core/web-paths';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([apiInterceptor])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      // A page whose code could not be fetched: the line went, or a new version came. Loading again mends both.
      withNavigationErrorHandler(
        ({ url }) => new RedirectCommand(inject(Router).parseUrl(webPaths.unreachable), { browserUrl: url }),
      ),
    ),
    { provide: TitleStrategy, useExisting: PageTitleStrategy },
    { provide: DESCRIBE_FAILURE, useValue: describeFailure },
  ],
};
