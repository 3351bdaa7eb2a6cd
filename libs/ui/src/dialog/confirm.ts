import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { ConfirmDialog } from './confirm-dialog';
import { Dialogs } from './dialogs';

export interface ConfirmQuestion {
  /** Names the person or thing: "Revoke June Frank’s access?" */
  heading: string;
  /** What will happen, and to whom not. */
  consequence: string;
  /** The word on the button that does it, and while it is being done. */
  act: string;
  actBusy: string;
  /** The word on the safe button, which has the focus: "Keep access". */
  keep: string;
  /** Red, unless the act can be taken back. */
  harmless?: boolean;
  /** Asks for an optional reason. */
  reason?: { help?: string; maxLength: number };
  /** Does it. While it runs the button is busy; when it throws, the dialog stays, keeps what was typed and says why. */
  perform: (reason: string | null) => Promise<unknown>;
}

/** Asks once before something that cannot be undone. */
@Service()
export class Confirm {
  private readonly dialogs = inject(Dialogs);

  /** True once it has been done, false when it was left alone. */
  async ask(question: ConfirmQuestion): Promise<boolean> {
    const ref = this.dialogs.open<boolean, ConfirmQuestion>(ConfirmDialog, {
      data: question,
      width: 'ask',
      role: 'alertdialog',
      focus: '[data-safe]',
    });
    return (await firstValueFrom(ref.closed, { defaultValue: false })) === true;
  }
}
