// A door of its own (`@service-runs/copy/account`): pages that a mail leads to, or leads away from.
export { account as accountTexts } from './catalogue/account';
