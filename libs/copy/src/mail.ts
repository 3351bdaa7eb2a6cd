// A door of its own (`@service-runs/copy/mail`): no page says this.
export { mail as mailTexts } from './catalogue/mail';
