import { Injectable } from '@nestjs/common';
import type { Id } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { reminderNews, type RunSchedule } from '../notifications';
import { Database, statement } from '../platform/database';

const EXPIRE = statement('expire_invitations', 'SELECT expire_invitations($1) AS count');
const REMIND_INVITATIONS = statement('remind_invitations', 'SELECT remind_invitations($1, $2, $3, $4) AS count');
const TAKE_RUNS = statement('take_runs_coming_up', 'SELECT * FROM take_runs_coming_up($1)');
const REMIND_STAKEHOLDERS = statement('remind_stakeholders', 'SELECT remind_stakeholders($1, $2, $3, $4)');
const CLEAR_AWAY = statement('clear_away', 'SELECT clear_away($1) + clear_rate_limits($1) AS count');

interface RunComingUp extends RunSchedule {
  readonly id: Id;
  readonly tenant_id: Id;
  readonly name: string;
  /** False where everybody has just been told of the new date. */
  readonly tell: boolean;
}

/** Each answers how many it took. */
@Injectable()
export class UpkeepRepository {
  constructor(private readonly database: Database) {}

  async expireInvitations(limit: number): Promise<number> {
    return countOf(await this.database.service<{ count: number }>(EXPIRE, [limit]));
  }

  async remindInvitations(limit: number): Promise<number> {
    return countOf(
      await this.database.service<{ count: number }>(REMIND_INVITATIONS, [
        limit,
        service('notification.invite_reminder.title'),
        service('notification.invite_reminder.body'),
        service('notification.invite_reminder.member_body'),
      ]),
    );
  }

  remindOfRuns(limit: number): Promise<number> {
    return this.database.serviceRun(async (query) => {
      const runs = await query<RunComingUp & object>(TAKE_RUNS, [limit]);
      for (const run of runs.filter(({ tell }) => tell)) {
        const { title, body } = reminderNews(run.name, run);
        await query(REMIND_STAKEHOLDERS, [run.tenant_id, run.id, title, body]);
      }
      return runs.length;
    });
  }

  async clearAway(limit: number): Promise<number> {
    return countOf(await this.database.service<{ count: number }>(CLEAR_AWAY, [limit]));
  }
}

function countOf(rows: { count: number }[]): number {
  return rows[0]?.count ?? 0;
}
