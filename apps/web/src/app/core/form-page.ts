import { Directive, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { Confirm } from '@service-runs/ui/dialog';
import { type HoldsWork, warnBeforeUnload } from './leave-work';
import { Session } from './session/session';

/** A page with a form: nothing that was typed is lost without a question, by whichever way it is left. */
@Directive()
export abstract class FormPage implements HoldsWork {
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);

  constructor() {
    warnBeforeUnload(() => this.touched());
  }

  /** Whether something stands there that is not saved. */
  protected abstract touched(): boolean;

  mayLeave(): boolean | Promise<boolean> {
    // Somebody whose session has ended cannot stay, and could not save.
    if (!this.touched() || !this.session.signedIn()) return true;
    return this.confirm.ask({
      heading: service('form.leave.title'),
      consequence: service('form.leave.body'),
      act: service('form.leave.act'),
      actBusy: service('form.leave.act'),
      keep: service('form.leave.keep'),
      perform: () => Promise.resolve(),
    });
  }
}
