import { type EnvironmentProviders, inject, type Provider } from '@angular/core';
import {
  provideRouter,
  RedirectCommand,
  Router,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { App } from './app';
import { routes } from './app.routes';
import { PageTitleStrategy } from './core/page-title-strategy';
import { webPaths } from './core/web-paths';

/** Every page but the claim page, by the router. */
export const root = App;

export const providers: (Provider | EnvironmentProviders)[] = [
  provideRouter(
    routes,
    withComponentInputBinding(),
    withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    // Somebody who stays after pressing Back is where they were in the browser's history too: Back leads there again.
    withRouterConfig({ canceledNavigationResolution: 'computed' }),
    // A page whose code could not be fetched: the line went, or a new version came. Loading again mends both.
    withNavigationErrorHandler(
      ({ url }) => new RedirectCommand(inject(Router).parseUrl(webPaths.unreachable), { browserUrl: url }),
    ),
  ),
  { provide: TitleStrategy, useExisting: PageTitleStrategy },
];
