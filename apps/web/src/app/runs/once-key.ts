export { OnceKey } from '../core/once-key';
