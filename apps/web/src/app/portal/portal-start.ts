import { type EnvironmentProviders, type Provider } from '@angular/core';
import { addTexts } from '@service-runs/copy';
import { portalTexts } from '@service-runs/copy/portal';
import { PortalRoot } from './portal-root';

addTexts(portalTexts);

/** A portal's pages by themselves: what the public opens on a slow line carries neither the router nor the console. */
export const root = PortalRoot;

export const providers: (Provider | EnvironmentProviders)[] = [];
