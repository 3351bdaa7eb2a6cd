import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Run, RUN_TRANSITIONS, type RunStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Notices } from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { RunStore } from '../run-store';
import { RunsApi } from '../runs-api';
import { runsPaths } from '../runs-paths';

/** Where a run can be moved to; nothing moves back to draft. */
type Move = Exclude<RunStatus, 'draft'>;

/** The moves that a run can make from where it stands. None can be taken back, so each says first what it does. */
@Component({
  selector: 'sr-run-moves',
  imports: [RouterLink],
  template: `
    @for (move of onward(); track move.to) {
      <button type="button" class="btn text" (click)="make(move.to)">{{ move.word }}</button>
    }
    @if (store.run(); as run) {
      <a class="btn text" [routerLink]="editPath(run.id)">{{ words.edit }}</a>
      <a class="btn text" [routerLink]="newPath" [queryParams]="{ from: run.id }">{{ words.duplicate }}</a>
      <a class="btn text" [routerLink]="previewPath(run.id)">{{ words.preview }}</a>
    }
    @if (cancellable()) {
      <button type="button" class="btn danger-text" (click)="make('cancelled')">{{ words.cancel }}</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      margin-left: auto;
    }
    @media (max-width: 719px) {
      :host {
        width: 100%;
        margin-left: -10px;
      }
    }
  `,
})
export class RunMoves {
  protected readonly store = inject(RunStore);
  private readonly api = inject(RunsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);

  protected readonly editPath = runsPaths.edit;
  protected readonly previewPath = runsPaths.preview;
  protected readonly newPath = runsPaths.new;
  protected readonly words = {
    edit: service('provider.run.edit'),
    duplicate: service('provider.run.duplicate'),
    preview: service('provider.preview.title'),
    cancel: service('provider.move.cancelled'),
  };

  private readonly moves = computed<readonly Move[]>(() => {
    const run = this.store.run();
    return run ? RUN_TRANSITIONS[run.status].filter((to): to is Move => to !== 'draft') : [];
  });
  protected readonly onward = computed(() =>
    this.moves()
      .filter((to) => to !== 'cancelled')
      .map((to) => ({ to, word: service(`provider.move.${to}`) })),
  );
  protected readonly cancellable = computed(() => this.moves().includes('cancelled'));

  protected async make(to: Move): Promise<void> {
    const run = this.store.run();
    if (!run) return;
    const done = await this.confirm.ask({
      heading: service(`provider.move.${to}.title`, { run: run.name }),
      consequence: consequence(run, to, this.store.live().length),
      act: service(`provider.move.${to}`),
      actBusy: service(`provider.move.${to}.busy`),
      keep: service(`provider.move.${to}.keep`),
      harmless: to !== 'cancelled',
      // From the version that was read: what was agreed to is what stood there.
      perform: () => this.api.move(run, to),
    });
    if (done) this.notices.tell(service(`provider.move.${to}.done`, { run: run.name }));
    // Also when it was left alone: perhaps because it failed, since somebody else was there before.
    await this.store.refresh();
  }
}

function consequence(run: Run, to: Move, portals: number): string {
  const sentences: string[] = [service(`provider.move.${to}.body`)];
  if (to === 'scheduled' && run.starts_at === null) sentences.push(service('provider.move.scheduled.no_date'));
  // Portals show what is planned or under way. From one of these to the other nothing changes there.
  if (portals > 0 && run.status === 'draft' && to === 'scheduled')
    sentences.push(service.count('provider.move.shown', portals));
  if (portals > 0 && run.status !== 'draft' && to !== 'in_progress')
    sentences.push(service.count('provider.move.hidden', portals));
  sentences.push(
    run.active_stakeholders === 0
      ? service('provider.move.nobody')
      : service.count(to === 'scheduled' ? 'provider.move.seen' : 'provider.move.told', run.active_stakeholders),
  );
  return sentences.join(' ');
}
