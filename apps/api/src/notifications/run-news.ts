import type { Id, MailTopic, RunStatus } from '@service-runs/contracts';
import { statement, type Tx } from '../platform/database';
import { rescheduledNews, sameSchedule, statusNews, type News, type RunSchedule } from './run-news.rules';

const TAKE_BACK = statement('take_back_news', 'SELECT * FROM take_back_news($1, $2, $3)');
const TELL = statement('tell_stakeholders', 'SELECT tell_stakeholders($1, $2, $3, $4, $5, $6, $7)');

interface Run {
  readonly id: Id;
  readonly name: string;
}

/** People, by the schedule that they know. */
interface Audience {
  known_schedule: RunSchedule;
  individual_ids: Id[];
}

/**
 * Tells everybody with access of a run's new date, in the act's own transaction and in service mode, with the run held.
 * Edits that follow one another within minutes are one message; where they lead back to what was known, there is none.
 */
export async function tellRescheduled(tx: Tx, run: Run, was: RunSchedule, is: RunSchedule): Promise<void> {
  for (const { known_schedule, individual_ids } of await takeBack(tx, run, was)) {
    if (!sameSchedule(known_schedule, is)) {
      await tell(tx, run, individual_ids, 'run_moved', rescheduledNews(run.name, known_schedule, is), known_schedule);
    }
  }
}

/** Tells everybody with access that a run has started, is completed or cancelled, likewise. */
export async function tellMoved(tx: Tx, run: Run, to: RunStatus, schedule: RunSchedule): Promise<void> {
  const news = statusNews(run.name, to, schedule);
  if (news === null) {
    return;
  }
  if (to !== 'cancelled') {
    await tell(tx, run, null, 'run_progress', news, null);
    return;
  }
  // A new date that nobody has read of yet is of no use any more.
  for (const { known_schedule, individual_ids } of await takeBack(tx, run, schedule)) {
    await tell(tx, run, individual_ids, 'run_moved', statusNews(run.name, to, known_schedule) ?? news, null);
  }
}

async function takeBack(tx: Tx, run: Run, { starts_at, ends_at, time_zone }: RunSchedule): Promise<Audience[]> {
  return tx.query<Audience & object>(TAKE_BACK, [
    tx.tenantId,
    run.id,
    JSON.stringify({ starts_at, ends_at, time_zone }),
  ]);
}

async function tell(
  tx: Tx,
  run: Run,
  individualIds: Id[] | null,
  topic: MailTopic,
  { title, body }: News,
  known: RunSchedule | null,
): Promise<void> {
  await tx.query(TELL, [tx.tenantId, run.id, individualIds, topic, title, body, known && JSON.stringify(known)]);
}
