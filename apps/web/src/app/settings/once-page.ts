import { type ComponentType } from '@angular/cdk/portal';
import { type DialogRef } from '@angular/cdk/dialog';
import { Directive, inject } from '@angular/core';
import { Dialogs } from '@service-runs/ui/dialog';
import { type HoldsWork } from '../core/leave-work';
import { OnceDialog } from './once-dialog';

/** A page with a dialog that shows something once: it is not left before that has been copied, or nobody wants it. */
@Directive()
export abstract class OncePage implements HoldsWork {
  private readonly dialogs = inject(Dialogs);
  private open: DialogRef<unknown> | null = null;

  mayLeave(): boolean | Promise<boolean> {
    const dialog = this.open?.componentInstance;
    return dialog instanceof OnceDialog ? dialog.close() : true;
  }

  /** Until it is closed. */
  protected async showOnce<Data>(dialog: ComponentType<OnceDialog>, focus: string, data?: Data): Promise<void> {
    this.open = this.dialogs.open<unknown, Data>(dialog, { data, focus, dismissable: false });
    await new Promise<void>((resolve) => this.open?.closed.subscribe({ complete: resolve }));
    this.open = null;
  }
}
