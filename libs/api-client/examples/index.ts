export { makeKey } from './make-a-key';
export { oneRun } from './one-run';
