import { DestroyRef, Directive, DOCUMENT, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { Confirm } from '@service-runs/ui/dialog';
import { type HoldsWork } from '../core/leave-work';
import { Session } from '../core/session/session';

/** A page with a form: nothing that was typed is lost without a question. */
@Directive()
export abstract class FormPage implements HoldsWork {
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const warn = (event: BeforeUnloadEvent) => {
      if (this.touched()) event.preventDefault();
    };
    window?.addEventListener('beforeunload', warn);
    inject(DestroyRef).onDestroy(() => window?.removeEventListener('beforeunload', warn));
  }

  /** Whether something stands there that is not saved. */
  protected abstract touched(): boolean;

  mayLeave(): boolean | Promise<boolean> {
    // Somebody whose session has ended cannot stay, and could not save.
    if (!this.touched() || !this.session.signedIn()) return true;
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
