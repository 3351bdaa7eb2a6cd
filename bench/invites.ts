import { drive, type Figures, type Load } from './measure.ts';
import type { Rows } from './rows.ts';

/** As many as one call may invite. */
export const INVITED_AT_ONCE = 50;

let asked = 0;

/** Invites people who are not known yet, so many a call, each call to another of some runs. */
export function inviteMany(origin: string, rows: Rows, load: Load): Promise<Figures> {
  const next = () => {
    const call = asked++;
    return {
      method: 'POST' as const,
      path: `/api/provider/runs/${rows.openRunIds[call % rows.openRunIds.length]}/stakeholder-invites`,
      body: JSON.stringify({
        invitees: Array.from({ length: INVITED_AT_ONCE }, (_, n) => ({ email: `invitee-${call}-${n}@people.example` })),
      }),
    };
  };
  const headers = {
    authorization: `Bearer ${rows.owner.token}`,
    'x-tenant-id': rows.tenantId,
    'content-type': 'application/json',
  };
  return drive({ url: origin, headers, expected: '"claim_url":"/i/', next }, load);
}
