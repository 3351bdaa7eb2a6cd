import { consoleErrors } from './console-errors';
import { notifications } from './notifications';
import { organisation } from './organisation';
import { provider } from './provider';
import { stakeholder } from './stakeholder';

/** The texts of the pages behind sign-in; they come with those pages, through `addTexts`. */
export const consoleTexts = {
  ...provider,
  ...stakeholder,
  ...notifications,
  ...organisation,
  ...consoleErrors,
} as const;
