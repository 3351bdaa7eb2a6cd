import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { appPaths, type Run } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, Icon, LoadingLines, Notices } from '@service-runs/ui';
import { toApiFailure } from '../../core/http/api-failure';
import { listWords } from '../field-words';
import { RunsApi } from '../runs-api';
import { RunEditor } from './run-editor';
import { RunForm } from './run-form';
import { changesTo, mergedValues, type RunValues, theirChanges, valuesOf } from './run-values';

/** The same form over a run that is there. What two people change at once is put before the second of them. */
@Component({
  selector: 'sr-edit-run-page',
  imports: [ErrorState, Icon, LoadingLines, RouterLink, RunForm],
  template: `
    <a class="back" [routerLink]="back()"><svg srIcon="back" small></svg>{{ base()?.name ?? words.run }}</a>
    <h1 #heading tabindex="-1">{{ title() }}</h1>
    @if (failed(); as error) {
      <sr-error-state [heading]="words.failed" [error]="error" (again)="load()" />
    } @else if (start(); as start) {
      @if (theirs()) {
        <div class="err conflict" role="alert" tabindex="-1" #conflict>
          <svg srIcon="alert"></svg>
          <div>
            <p class="strong">{{ words.conflict }}</p>
            <p>{{ conflictBody() }}</p>
            @if (changes().length > 0) {
              <dl class="facts" [attr.aria-label]="words.changes">
                @for (change of changes(); track change.field) {
                  <div>
                    <dt>{{ change.field }}</dt>
                    <dd>
                      {{ change.now }}
                      <p class="small quiet">{{ change.before }}</p>
                      @if (change.mine; as mine) {
                        <p class="small">{{ mine }}</p>
                      }
                    </dd>
                  </div>
                }
              </dl>
            }
            <p>{{ words.mineHelp }}</p>
            <p class="ways">
              <button type="button" class="btn" (click)="keepMine()">{{ words.mine }}</button>
              <button type="button" class="btn" (click)="takeTheirs()">{{ words.takeTheirs }}</button>
            </p>
          </div>
        </div>
      }
      <sr-run-form
        [start]="start"
        [draft]="draft()"
        [act]="words.save"
        [actBusy]="words.saving"
        [busy]="busy()"
        [back]="back()"
        (save)="update($event)"
      />
    } @else {
      <sr-loading-lines [columns]="['grow']" />
    }
  `,
  styleUrl: './run-editor.css',
})
export class EditRunPage extends RunEditor {
  readonly id = input.required<string>();

  private readonly api = inject(RunsApi);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly injector = inject(Injector);
  private readonly conflict = viewChild<ElementRef<HTMLElement>>('conflict');
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  /** The run that the changes are changes of. */
  protected readonly base = signal<Run | null>(null);
  protected readonly start = signal<RunValues | null>(null);
  /** My changes over somebody else's. */
  protected readonly draft = signal<RunValues | null>(null);
  /** The run as somebody else has made it meanwhile, until it is decided whose words stand. */
  protected readonly theirs = signal<Run | null>(null);
  protected readonly failed = signal<unknown>(null);

  protected readonly back = computed(() => appPaths.providerRun(this.id()));
  protected readonly title = computed(() => {
    const run = this.base();
    return run ? service('provider.form.edit', { name: run.name }) : service('provider.form.edit.page');
  });
  private readonly found = computed(() => {
    const [base, theirs, form] = [this.base(), this.theirs(), this.form()];
    return base && theirs && form ? theirChanges(base, theirs, form.values()) : [];
  });
  protected readonly changes = computed(() =>
    this.found().map(({ field, before, now, mine }) => ({
      field,
      now,
      before: service('provider.form.conflict.before', { before }),
      mine: mine === null ? null : service('provider.form.conflict.typed', { mine }),
    })),
  );
  protected readonly conflictBody = computed(() => {
    const fields = listWords(this.found().map(({ field }) => field.toLowerCase()));
    return fields ? service('provider.form.conflict.fields', { fields }) : service('provider.form.conflict.none');
  });
  protected readonly words = {
    run: service('provider.run.title'),
    failed: service('provider.form.edit.failed'),
    save: service('provider.form.save'),
    saving: service('provider.form.save.busy'),
    conflict: service('provider.form.conflict.title'),
    changes: service('provider.form.conflict.list'),
    mine: service('provider.form.conflict.mine'),
    mineHelp: service('provider.form.conflict.mine.help'),
    takeTheirs: service('provider.form.conflict.theirs'),
  };

  constructor() {
    super();
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    this.failed.set(null);
    this.start.set(null);
    try {
      const { run } = await this.api.read(this.id());
      this.base.set(run);
      this.start.set(valuesOf(run));
    } catch (error) {
      this.failed.set(error);
    }
  }

  protected async update(values: RunValues): Promise<void> {
    const base = this.base();
    if (this.busy() || !base) return;
    if (this.theirs()) {
      // Saving over an open question would answer it.
      this.conflict()?.nativeElement.focus();
      return;
    }
    const changes = changesTo(base, values);
    if (Object.keys(changes).length === 0) {
      await this.leave(service('provider.form.unchanged'));
      return;
    }
    this.busy.set(true);
    try {
      const run = await this.api.update(base, changes);
      await this.leave(service('provider.form.saved', { name: run.name }));
    } catch (error) {
      const failure = toApiFailure(error);
      if (failure.code === 'error.precondition_failed') await this.meet();
      else this.form()?.refuse(failure);
    } finally {
      this.busy.set(false);
    }
  }

  protected keepMine(): void {
    const [base, theirs, form] = [this.base(), this.theirs(), this.form()];
    if (!base || !theirs || !form) return;
    this.settleOn(theirs, mergedValues(base, theirs, form.values()));
  }

  protected takeTheirs(): void {
    const theirs = this.theirs();
    if (theirs) this.settleOn(theirs, null);
  }

  private settleOn(run: Run, draft: RunValues | null): void {
    this.base.set(run);
    this.start.set(valuesOf(run));
    this.draft.set(draft);
    this.theirs.set(null);
    // The button that was pressed has gone; from here the form is looked over.
    this.heading().nativeElement.focus();
  }

  /** Fetches what the other person made of it, and asks. */
  private async meet(): Promise<void> {
    try {
      const { run } = await this.api.read(this.id());
      this.theirs.set(run);
      afterNextRender(() => this.conflict()?.nativeElement.focus(), { injector: this.injector });
    } catch (error) {
      this.form()?.refuse(toApiFailure(error));
    }
  }

  private async leave(said: string): Promise<void> {
    this.saved = true;
    await this.router.navigateByUrl(this.back(), { replaceUrl: true });
    this.notices.tell(said);
  }
}
