import { Component, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { appPaths } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon, Notices, readerZone } from '@service-runs/ui';
import { toApiFailure } from '../../core/http/api-failure';
import { OnceKey } from '../once-key';
import { RunsApi } from '../runs-api';
import { RunEditor } from './run-editor';
import { RunForm } from './run-form';
import { createInput, emptyValues, type RunValues } from './run-values';

/** A name is enough for a draft; everything else can follow. */
@Component({
  selector: 'sr-new-run-page',
  imports: [Icon, RouterLink, RunForm],
  template: `
    <a class="back" [routerLink]="back"><svg srIcon="back" small></svg>{{ words.back }}</a>
    <h1>{{ words.title }}</h1>
    <p class="what">{{ words.what }}</p>
    <sr-run-form
      [start]="start"
      [act]="words.create"
      [actBusy]="words.creating"
      [busy]="busy()"
      [back]="back"
      (save)="create($event)"
    />
  `,
  styleUrl: './run-editor.css',
})
export class NewRunPage extends RunEditor {
  private readonly api = inject(RunsApi);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly key = new OnceKey();

  protected readonly start = emptyValues(readerZone());
  protected readonly back = appPaths.providerRuns;
  protected readonly words = {
    back: service('provider.runs.title'),
    title: service('provider.form.new'),
    what: service('provider.form.new.what'),
    create: service('provider.form.create'),
    creating: service('provider.form.create.busy'),
  };

  protected async create(values: RunValues): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const input = createInput(values);
    try {
      const run = await this.api.create(input, this.key.for(input));
      this.saved = true;
      await this.router.navigateByUrl(appPaths.providerRun(run.id), { replaceUrl: true });
      this.notices.tell(service('provider.form.created', { name: run.name }));
    } catch (error) {
      this.key.failed(error);
      this.form()?.refuse(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }
}
