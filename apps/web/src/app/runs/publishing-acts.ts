import { inject, Service } from '@angular/core';
import { type Id } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Notices } from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { type RunStore } from './run-store';
import { RunsApi } from './runs-api';

/** Taking a run off a portal, asked once; on the run's page and in the dialog over it. */
@Service()
export class PublishingActs {
  private readonly api = inject(RunsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  /** True once it is off and what is shown says so. */
  async unpublish(store: RunStore, { portal, name }: { portal: Id; name: string }): Promise<boolean> {
    const run = store.run();
    if (!run) return false;
    const words = { portal: name, run: run.name };
    const done = await this.confirm.ask({
      heading: service('provider.unpublish.title', { portal: name }),
      consequence: service('provider.unpublish.body', words),
      act: service('provider.unpublish'),
      actBusy: service('provider.unpublish.busy'),
      keep: service('provider.unpublish.keep'),
      perform: async () => {
        store.took({ publications: await this.api.unpublish(run.id, [portal]) });
      },
    });
    if (done) this.notices.tell(service('provider.unpublish.done', words));
    // Also when it was left alone: perhaps because it failed, since somebody else was there before.
    await store.refresh();
    return done;
  }
}
