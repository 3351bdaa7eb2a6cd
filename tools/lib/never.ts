import type pg from 'pg';

/** What is never in the tables, whatever was done and whatever broke: each finds the rows that should not be. */
const NEVER: Readonly<Record<string, string>> = {
  'access under an invitation that was revoked': `SELECT FROM cc_service_run_stakeholders g JOIN cc_invitations i ON i.id = g.invite_id
     WHERE g.status = 'active' AND i.status <> 'claimed'`,
  'access of somebody else than was invited': `SELECT FROM cc_service_run_stakeholders g JOIN cc_invitations i ON i.id = g.invite_id
     JOIN cc_individuals p ON p.id = g.stakeholder_individual_id WHERE p.email <> i.invitee_email OR i.claimed_by_individual_id <> p.id`,
  'two links for one address': `SELECT FROM cc_invitations WHERE status IN ('sent', 'viewed') GROUP BY context_id, invitee_email HAVING count(*) > 1`,
  'a claim that is not written down once': `SELECT FROM cc_invitations i WHERE (i.claimed_at IS NOT NULL)::int <>
     (SELECT count(*) FROM cc_audit_events a WHERE a.subject_id = i.id AND a.action = 'invitation.claimed')`,
  'an end that nobody was told of': `SELECT FROM cc_service_run_stakeholders g WHERE g.status = 'revoked' AND NOT EXISTS (
     SELECT FROM cc_notifications n WHERE n.recipient_individual_id = g.stakeholder_individual_id AND n.topic = 'access_ended')`,
};

/** What is there of it, in words. */
export async function foundOfNever(database: pg.Client | pg.Pool): Promise<string[]> {
  const found: string[] = [];
  for (const [what, sql] of Object.entries(NEVER)) {
    const { rowCount } = await database.query(sql);
    if (rowCount) found.push(`${rowCount} × ${what}`);
  }
  return found;
}
