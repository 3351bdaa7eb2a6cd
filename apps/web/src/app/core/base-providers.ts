import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type EnvironmentProviders, type Provider, provideBrowserGlobalErrorListeners } from '@angular/core';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { describeFailure } from './http/api-failure';
import { apiInterceptor } from './http/api-interceptor';

/** What every page needs, with the router or without it. */
export const baseProviders: (Provider | EnvironmentProviders)[] = [
  provideBrowserGlobalErrorListeners(),
  provideHttpClient(withInterceptors([apiInterceptor])),
  { provide: DESCRIBE_FAILURE, useValue: describeFailure },
];
