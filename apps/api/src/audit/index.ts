export { recordRunEvent } from './audit';
export { AuditEventEntity } from './audit-event.entity';
