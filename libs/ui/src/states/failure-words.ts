import { InjectionToken } from '@angular/core';
import { service } from '@service-runs/copy';

/** A failure as it is told to a person. */
export interface FailureWords {
  message: string;
  /** The number of the request, to quote to whoever runs the service. */
  requestId: string | null;
}

/** How a failure is put into words: the application knows what its failures look like, the parts do not. */
export const DESCRIBE_FAILURE = new InjectionToken<(error: unknown) => FailureWords>('DESCRIBE_FAILURE', {
  providedIn: 'root',
  factory: () => () => ({ message: service('error.unknown'), requestId: null }),
});
