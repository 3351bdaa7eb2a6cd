export { Jobs, type JobData, type JobQueue } from './jobs';
