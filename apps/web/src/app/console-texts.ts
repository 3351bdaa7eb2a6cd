import { addTexts } from '@service-runs/copy';
import { consoleTexts } from '@service-runs/copy/console';

// The first import of the console's routes: what its pages say is there before they are.
addTexts(consoleTexts);
