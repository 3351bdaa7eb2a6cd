import type { Person, Queryable } from '../factories';
import { until } from './until';

/**
 * Waits until no transaction that still runs is older than the person's notifications: a stream that begins before that shows
 * them, since it loses nothing. All databases of a server count their transactions together, so other suites have theirs here.
 */
export async function settled(db: Queryable, person: Person): Promise<void> {
  await until(async () => {
    const { rows } = await db.query<{ settled: boolean }>(
      `SELECT coalesce(max(made_in) < pg_snapshot_xmin(pg_current_snapshot()), true) AS settled
         FROM cc_notifications WHERE recipient_individual_id = $1`,
      [person.id],
    );
    return rows[0]?.settled;
  });
}
