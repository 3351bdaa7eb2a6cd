import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../platform/jobs';
import { UpkeepRepository } from './upkeep.repository';

/** Rows that one statement takes: few enough that whoever meets it hardly waits. */
const AT_ONCE = 200;
/** Seconds. A round that does not come to its end is given up, and the next one goes on where it stopped. */
const QUEUE = { expireInSeconds: 300, retryLimit: 0, deleteAfterSeconds: 3_600, retentionSeconds: 3_600 };

/** What happens by itself as time passes: reminders, invitations that run out, rows that have had their day. */
@Injectable()
export class Upkeep implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly repository: UpkeepRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'upkeep', options: QUEUE, everyMinute: true, handle: () => this.round() });
  }

  /** Each is bounded, and done again while it finds as many as it may take. */
  async round(): Promise<void> {
    await untilFewer(() => this.repository.expireInvitations(AT_ONCE));
    await untilFewer(() => this.repository.remindInvitations(AT_ONCE));
    await untilFewer(() => this.repository.remindOfRuns(AT_ONCE));
    await untilFewer(() => this.repository.clearAway(AT_ONCE));
  }
}

async function untilFewer(take: () => Promise<number>): Promise<void> {
  while ((await take()) >= AT_ONCE);
}
