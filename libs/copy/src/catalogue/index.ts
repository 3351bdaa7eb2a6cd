import { type baseTexts } from './base';
import { type consoleTexts } from './console';

/** Every text there is, by its key. Only types: which part is loaded where is for `copy.ts`. */
export type Catalogue = typeof baseTexts & typeof consoleTexts;
export type CopyKey = keyof Catalogue;
