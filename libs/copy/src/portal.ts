// A door of its own (`@service-runs/copy/portal`): only a portal's pages say this, and they load nothing of the console.
export { portal as portalTexts } from './catalogue/portal';
