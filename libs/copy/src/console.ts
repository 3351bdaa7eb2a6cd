// A door of its own (`@service-runs/copy/console`), so that pages before sign-in load nothing of what is behind it.
export { consoleTexts } from './catalogue/console';
