import { consoleErrors } from './console-errors';
import { form } from './form';
import { inbox } from './inbox';
import { notifications } from './notifications';
import { organisation } from './organisation';
import { provider } from './provider';
import { settings } from './settings';
import { stakeholder } from './stakeholder';

/** The texts of the pages behind sign-in; they come with those pages, through `addTexts`. */
export const consoleTexts = {
  ...form,
  ...provider,
  ...inbox,
  ...stakeholder,
  ...settings,
  ...notifications,
  ...organisation,
  ...consoleErrors,
} as const;
