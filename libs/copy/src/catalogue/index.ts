import { auth } from './auth';
import { common } from './common';
import { errors, moreErrors } from './errors';
import { label } from './label';
import { notification } from './notification';
import { provider } from './provider';
import { publicPages } from './public';
import { shell } from './shell';
import { stakeholder } from './stakeholder';

/** The files of the catalogue; no key may stand in two of them. */
export const areas = [
  label,
  provider,
  publicPages,
  stakeholder,
  notification,
  auth,
  shell,
  common,
  errors,
  moreErrors,
] as const;

export const catalogue = {
  ...label,
  ...provider,
  ...publicPages,
  ...stakeholder,
  ...notification,
  ...auth,
  ...shell,
  ...common,
  ...errors,
  ...moreErrors,
} as const;

export type Catalogue = typeof catalogue;
export type CopyKey = keyof Catalogue;
