import { addTexts, consoleTexts } from '@service-runs/copy';

// The first import of the console's routes: what its pages say is there before they are.
addTexts(consoleTexts);
