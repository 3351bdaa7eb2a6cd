import { addTexts } from '@service-runs/copy';
import { consoleTexts } from '@service-runs/copy/console';
import { inviteManyTexts } from '@service-runs/copy/invite-many';
import { portalTexts } from '@service-runs/copy/portal';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

// On a busy machine the first drawing of a page alone takes seconds.
jest.setTimeout(30_000);

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
// As the console's routes do, before any of its pages.
addTexts(consoleTexts);
addTexts(portalTexts);
addTexts(inviteManyTexts);
