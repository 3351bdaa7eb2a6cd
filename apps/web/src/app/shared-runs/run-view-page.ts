import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, type RunViewAnswer } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, Icon } from '@service-runs/ui';
import { toApiFailure } from '../core/http/api-failure';
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
  protected readonly shown = this.answer.asReadonly();
  /** A run that is not there is told like one that is not theirs: nobody learns which ids exist. */
  protected readonly denied = computed(
    () => this.error() !== null && [403, 404].includes(toApiFailure(this.error()).status),
  );

  protected readonly notifications = appPaths.notifications;
  protected readonly words = {
    title: service('stakeholder.run.title'),
    loading: service('stakeholder.run.loading'),
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
    effect(() => {
      const name = this.shown()?.run.name ?? this.words.title;
      this.pageTitle.set(this.denied() ? service('stakeholder.run.denied.page') : name);
    });
  }

  protected async load(): Promise<void> {
    const id = this.id();
    this.answer.set(null);
    this.error.set(null);
    try {
      const answer = await this.api.view(id);
      // Another run may have been opened meanwhile.
      if (id === this.id()) this.answer.set(answer);
    } catch (error) {
      if (id === this.id()) this.error.set(error);
    }
  }
}
