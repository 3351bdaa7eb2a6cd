import { type ParamMap, type Params } from '@angular/router';
import { LIMITS, REQUEST_STATUSES, type RequestStatus } from '@service-runs/contracts';

/** What the inbox's address says, under the API's own names. */
export interface InboxQuery {
  /** Never empty: what waits to be answered is what an inbox shows first. */
  status: readonly RequestStatus[];
  q: string;
  /** How many rows are asked for so far. */
  limit: number;
}

/** An address may ask for a long list, but one person's patience and the API's are not endless. */
const limitMax = 500;

/** What an address says; what makes no sense in it is left out. */
export function readInboxQuery(params: ParamMap): InboxQuery {
  const asked = new Set(params.getAll('status'));
  const status = REQUEST_STATUSES.filter((each) => asked.has(each));
  const pages = Math.ceil(Number(params.get('limit')) / LIMITS.pageDefault);
  return {
    status: status.length > 0 ? status : ['new'],
    q: (params.get('q') ?? '').trim().slice(0, LIMITS.searchMax),
    limit: Number.isFinite(pages) && pages > 1 ? Math.min(pages * LIMITS.pageDefault, limitMax) : LIMITS.pageDefault,
  };
}

/** The same as query parameters: what is as it always is has no place in the address. */
export function writeInboxQuery({ status, q, limit }: InboxQuery): Params {
  return {
    status: status.join() === 'new' ? null : [...status],
    q: q || null,
    limit: limit > LIMITS.pageDefault ? limit : null,
  };
}
