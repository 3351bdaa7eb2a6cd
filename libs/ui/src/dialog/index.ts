export { Confirm, type ConfirmQuestion } from './confirm';
export { DialogFrame } from './dialog-frame';
export { type DialogOptions, Dialogs } from './dialogs';
