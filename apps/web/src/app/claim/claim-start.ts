import { type EnvironmentProviders, type Provider } from '@angular/core';
import { ClaimRoot } from './claim-root';

/** The claim page by itself: it needs no router, whose weight would be a quarter of all that it loads. */
export const root = ClaimRoot;

export const providers: (Provider | EnvironmentProviders)[] = [];
