import type { MarketMode, RunStatus } from '@service-runs/contracts';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('cc_n3_runs')
export class RunEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ name: 'tenant_id', type: 'uuid' }) tenantId: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) status: RunStatus;
  @Column({ name: 'market_mode', type: 'text' }) marketMode: MarketMode;
  @Column({ name: 'starts_at', type: 'timestamptz', nullable: true }) startsAt: Date | null;
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) endsAt: Date | null;
  @Column({ name: 'time_zone', type: 'text' }) timeZone: string;
  @Column({ name: 'zone_name', type: 'text', nullable: true }) zoneName: string | null;
  @Column({ name: 'portal_id', type: 'uuid', nullable: true }) portalId: string | null;
  @Column({ name: 'service_address', type: 'text', nullable: true }) serviceAddress: string | null;
  @Column({ name: 'internal_notes', type: 'text', nullable: true }) internalNotes: string | null;
  @Column({ name: 'price_estimate_cents', type: 'integer', nullable: true }) priceEstimateCents: number | null;
  @Column({ type: 'integer' }) version: number;
}
