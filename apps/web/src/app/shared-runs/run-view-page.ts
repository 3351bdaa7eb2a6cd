import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, type RunViewAnswer } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, Icon } from '@service-runs/ui';
import { toApiFailure } from '../core/http/api-failure';
import { onNews } from '../core/live/on-news';
import { PageTitle } from '../core/page-title';
import { RunViewFacts } from '../core/run-view/run-view-facts';
import { SharedRunsApi } from './shared-runs-api';

/** One run as a stakeholder sees it: to read, and to call whoever makes it. */
@Component({
  selector: 'sr-run-view-page',
  imports: [ErrorState, Icon, RouterLink, RunViewFacts],
  templateUrl: './run-view-page.html',
  styleUrl: './run-view-page.css',
})
export class RunViewPage {
  /** From the address. */
  readonly id = input.required<Id>();

  private readonly api = inject(SharedRunsApi);
  private readonly pageTitle = inject(PageTitle);

  private readonly answer = signal<RunViewAnswer | null>(null);
  protected readonly error = signal<unknown>(null);
  /** It has changed since it was opened; what is shown is how it is now. */
  protected readonly changed = signal(false);
  protected readonly shown = this.answer.asReadonly();
  /** A run that is not there is told like one that is not theirs: nobody learns which ids exist. */
  protected readonly denied = computed(
    () => this.error() !== null && [403, 404].includes(toApiFailure(this.error()).status),
  );

  protected readonly notifications = appPaths.notifications;
  protected readonly words = {
    title: service('stakeholder.run.title'),
    loading: service('stakeholder.run.loading'),
    changed: service('stakeholder.run.changed'),
    failed: service('stakeholder.run.failed'),
    back: service('stakeholder.run.back'),
    denied: service('stakeholder.run.denied'),
    deniedBody: service('stakeholder.run.denied.body'),
  };

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
    onNews(
      (news) => news.kind !== 'run' || news.runId === this.id(),
      () => void this.hear(),
    );
    effect(() => {
      const name = this.shown()?.run.name ?? this.words.title;
      this.pageTitle.set(this.denied() ? service('stakeholder.run.denied.page') : name);
    });
  }

  /** Access that has ended is heard of by its notification. */
  private async hear(): Promise<void> {
    const id = this.id();
    const before = JSON.stringify(this.shown());
    try {
      const answer = await this.api.view(id);
      if (id !== this.id()) return;
      this.changed.set(this.shown() !== null && before !== JSON.stringify(answer));
      this.answer.set(answer);
      this.error.set(null);
    } catch (error) {
      // What is shown is not made false by a line that is lost; that it may not be seen any more is another thing.
      if (id === this.id() && [403, 404].includes(toApiFailure(error).status)) this.error.set(error);
    }
  }

  protected async load(): Promise<void> {
    const id = this.id();
    this.answer.set(null);
    this.error.set(null);
    this.changed.set(false);
    try {
      const answer = await this.api.view(id);
      // Another run may have been opened meanwhile.
      if (id === this.id()) this.answer.set(answer);
    } catch (error) {
      if (id === this.id()) this.error.set(error);
    }
  }
}
