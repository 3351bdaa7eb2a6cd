import { auth } from './auth';
import { common } from './common';
import { errors, moreErrors } from './errors';
import { label } from './label';
import { notification } from './notification';
import { publicPages } from './public';
import { shell } from './shell';

/** The texts that are always there: what a stranger's phone loads, so what only the console says is kept out. */
export const baseTexts = {
  ...label,
  ...publicPages,
  ...notification,
  ...auth,
  ...shell,
  ...common,
  ...errors,
  ...moreErrors,
} as const;
