import { type baseTexts } from './base';
import { type consoleTexts } from './console';
import { type portal } from './portal';

/** Every text there is, by its key. Only types: which part is loaded where is for `copy.ts`. */
export type Catalogue = typeof baseTexts & typeof consoleTexts & typeof portal;
export type CopyKey = keyof Catalogue;
