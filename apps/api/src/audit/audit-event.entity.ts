import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One line of the trail. Appended, never changed; ids and states only. */
@Entity('cc_audit_events')
export class AuditEventEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @Column({ name: 'run_id', type: 'uuid', nullable: true }) runId: string | null;
  @Column({ name: 'actor_individual_id', type: 'uuid', nullable: true }) actorIndividualId: string | null;
  @Column({ type: 'text' }) action: string;
  @Column({ name: 'subject_type', type: 'text' }) subjectType: string;
  @Column({ name: 'subject_id', type: 'uuid' }) subjectId: string;
  @Column({ type: 'jsonb' }) detail: object;
}
