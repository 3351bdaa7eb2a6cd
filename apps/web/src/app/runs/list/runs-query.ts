import { type ParamMap, type Params } from '@angular/router';
import { LIMITS, RUN_STATUSES } from '@service-runs/contracts';
import { type RunsFilter } from '../runs-api';

/** What the list's address says, under the API's own names. */
export interface RunsQuery extends RunsFilter {
  /** How many rows are asked for so far. */
  limit: number;
}

/** An address may ask for a long list, but one person's patience and the API's are not endless. */
const limitMax = 500;

/** What an address says; what makes no sense in it is left out. */
export function readRunsQuery(params: ParamMap): RunsQuery {
  const asked = new Set(params.getAll('status'));
  const pages = Math.ceil(Number(params.get('limit')) / LIMITS.pageDefault);
  return {
    status: RUN_STATUSES.filter((status) => asked.has(status)),
    q: (params.get('q') ?? '').trim().slice(0, LIMITS.searchMax),
    limit: Number.isFinite(pages) && pages > 1 ? Math.min(pages * LIMITS.pageDefault, limitMax) : LIMITS.pageDefault,
  };
}

/** The same as query parameters: what is as it always is has no place in the address. */
export function writeRunsQuery({ status, q, limit }: RunsQuery): Params {
  return {
    status: status.length > 0 ? [...status] : null,
    q: q || null,
    limit: limit > LIMITS.pageDefault ? limit : null,
  };
}
