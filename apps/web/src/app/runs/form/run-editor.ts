import { computed, DestroyRef, Directive, DOCUMENT, inject, signal, viewChild } from '@angular/core';
import { service } from '@service-runs/copy';
import { Confirm } from '@service-runs/ui/dialog';
import { Session } from '../../core/session/session';
import { type HoldsWork } from '../leave-work';
import { RunForm } from './run-form';

/** What the pages around the form share: nothing that was typed is lost without a question. */
@Directive()
export abstract class RunEditor implements HoldsWork {
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);
  protected readonly form = viewChild(RunForm);

  protected readonly busy = signal(false);
  /** What was typed is safe: the page goes on by itself. */
  protected saved = false;
  private readonly touched = computed(() => this.form()?.touched() ?? false);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const warn = (event: BeforeUnloadEvent) => {
      if (this.touched() && !this.saved) event.preventDefault();
    };
    window?.addEventListener('beforeunload', warn);
    inject(DestroyRef).onDestroy(() => window?.removeEventListener('beforeunload', warn));
  }

  mayLeave(): boolean | Promise<boolean> {
    // Somebody whose session has ended cannot stay, and could not save.
    if (this.saved || !this.touched() || !this.session.signedIn()) return true;
    return this.confirm.ask({
      heading: service('provider.form.leave.title'),
      consequence: service('provider.form.leave.body'),
      act: service('provider.form.leave.act'),
      actBusy: service('provider.form.leave.act'),
      keep: service('provider.form.leave.keep'),
      perform: () => Promise.resolve(),
    });
  }
}
