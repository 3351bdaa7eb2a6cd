import { ChangeDetectorRef, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { appPaths, type Id, type Run } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, Icon, LoadingLines, Notices, readerZone } from '@service-runs/ui';
import { toApiFailure } from '../../core/http/api-failure';
import { OnceKey } from '../../core/once-key';
import { RunsApi } from '../runs-api';
import { RunEditor } from './run-editor';
import { RunForm } from './run-form';
import { createInput, emptyValues, type RunValues, valuesAgain } from './run-values';

/** A name is enough for a draft; everything else can follow, or comes from a run that is to be made once more. */
@Component({
  selector: 'sr-new-run-page',
  imports: [ErrorState, Icon, LoadingLines, RouterLink, RunForm],
  template: `
    <a class="back" [routerLink]="back()"><svg srIcon="back" small></svg>{{ backWord() }}</a>
    <h1>{{ words.title }}</h1>
    @if (failed(); as error) {
      <sr-error-state [heading]="words.failed" [error]="error" (again)="load()" />
    } @else if (start(); as start) {
      <p class="what">{{ what() }}</p>
      <sr-run-form
        [start]="start"
        [act]="words.create"
        [actBusy]="words.creating"
        [busy]="busy()"
        [back]="back()"
        (save)="create($event)"
      />
    } @else {
      <sr-loading-lines [columns]="['grow']" />
    }
  `,
  styleUrl: './run-editor.css',
})
export class NewRunPage extends RunEditor {
  /** From the address: the run that this one is filled in from. */
  readonly from = input<Id>();

  private readonly api = inject(RunsApi);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly changes = inject(ChangeDetectorRef);
  private readonly key = new OnceKey();

  private readonly source = signal<Run | null>(null);
  protected readonly start = signal<RunValues | null>(null);
  protected readonly failed = signal<unknown>(null);

  protected readonly back = computed(() => {
    const from = this.from();
    return from ? appPaths.providerRun(from) : appPaths.providerRuns;
  });
  protected readonly backWord = computed(() => {
    if (!this.from()) return service('provider.runs.title');
    return this.source()?.name ?? service('provider.run.title');
  });
  protected readonly what = computed(() => {
    const source = this.source();
    return source ? service('provider.form.duplicate.what', { run: source.name }) : service('provider.form.new.what');
  });
  protected readonly words = {
    title: service('provider.form.new'),
    failed: service('provider.form.duplicate.failed'),
    create: service('provider.form.create'),
    creating: service('provider.form.create.busy'),
  };

  constructor() {
    super();
    effect(() => {
      this.from();
      untracked(() => void this.load());
    });
  }

  protected load(): Promise<void> {
    this.failed.set(null);
    this.source.set(null);
    const from = this.from();
    return from ? this.fillFrom(from) : this.begin();
  }

  protected async create(values: RunValues): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const portal = this.source()?.portal_id;
    const input = { ...createInput(values), ...(portal && { portal_id: portal }) };
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

  /** In the organisation's zone, as the API would; in the reader's where that is not known in time. */
  private async begin(): Promise<void> {
    this.start.set(emptyValues(readerZone()));
    try {
      const { time_zone } = await this.api.organisation();
      // What has been typed meanwhile was typed on the clock that stood there.
      if (this.from() || this.form()?.touched()) return;
      this.start.set(emptyValues(time_zone));
      // At once: what is typed before the form has heard of it would be lost.
      this.changes.detectChanges();
    } catch {
      // A clock to begin with stands there already.
    }
  }

  private async fillFrom(from: Id): Promise<void> {
    this.start.set(null);
    try {
      const { run } = await this.api.read(from);
      if (from !== this.from()) return;
      this.source.set(run);
      this.start.set(valuesAgain(run));
    } catch (error) {
      if (from === this.from()) this.failed.set(error);
    }
  }
}
