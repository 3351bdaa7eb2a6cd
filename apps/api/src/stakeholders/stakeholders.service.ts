import { Injectable } from '@nestjs/common';
import type {
  RunViewAnswer,
  SharedRunPage,
  StakeholderPage,
  StakeholderPreview,
  StakeholderRevoked,
} from '@service-runs/contracts';
import { ApiError } from '../platform/errors/api-error';
import { pageRequest, toPage, type PageQuery } from '../platform/http/paging';
import type { Actor, SignedInActor } from '../platform/http/request-context';
import type { RevokeStakeholderBody, StakeholdersQuery } from './dto/stakeholder.input';
import { toPreview, toRunViewAnswer, toSharedRun, toStakeholder } from './stakeholder.mapper';
import { StakeholderRepository } from './stakeholder.repository';

@Injectable()
export class StakeholdersService {
  constructor(private readonly stakeholders: StakeholderRepository) {}

  async list(actor: Actor, runId: string, { status, ...query }: StakeholdersQuery): Promise<StakeholderPage> {
    const page = pageRequest(query);
    const rows = await this.stakeholders.list(actor, runId, status?.length ? status : null, page);
    const { items, next_cursor } = toPage(rows, page, toStakeholder);
    return { ok: true, stakeholders: items, next_cursor };
  }

  async preview(actor: Actor, runId: string): Promise<StakeholderPreview> {
    return toPreview(await this.stakeholders.preview(actor, runId));
  }

  async revoke(
    actor: Actor,
    runId: string,
    stakeholderId: string,
    { reason }: RevokeStakeholderBody,
  ): Promise<StakeholderRevoked> {
    return {
      ok: true,
      stakeholder: toStakeholder(await this.stakeholders.revoke(actor, runId, stakeholderId, reason || null)),
    };
  }

  /** @throws ApiError `error.run.access_denied`, whether the run is another's or nobody's */
  async view(actor: SignedInActor, runId: string): Promise<RunViewAnswer> {
    const row = await this.stakeholders.view(actor, runId);
    if (row === undefined) {
      throw new ApiError('error.run.access_denied');
    }
    return toRunViewAnswer(row);
  }

  async shared(actor: SignedInActor, query: PageQuery): Promise<SharedRunPage> {
    const page = pageRequest(query);
    const rows = await this.stakeholders.shared(actor, page);
    const { items, next_cursor } = toPage(rows, page, toSharedRun, (row) => row.grant_id);
    return { ok: true, runs: items, next_cursor };
  }
}
