export { type HoldsWork, leaveWork } from '../core/leave-work';
