import { type account } from './account';
import { type baseTexts } from './base';
import { type consoleTexts } from './console';
import { type inviteMany } from './invite-many';
import { type mail } from './mail';
import { type portal } from './portal';

/** Every text there is, by its key. Only types: which part is loaded where is for `copy.ts`. */
export type Catalogue = typeof baseTexts &
  typeof consoleTexts &
  typeof portal &
  typeof inviteMany &
  typeof mail &
  typeof account;
export type CopyKey = keyof Catalogue;
