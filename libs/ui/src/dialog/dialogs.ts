import { type ComponentType } from '@angular/cdk/overlay';
import { Dialog, type DialogRef } from '@angular/cdk/dialog';
import { inject, InjectionToken, Service } from '@angular/core';

/** The id of the heading that names the dialog; given by `Dialogs`, worn by `sr-dialog-frame`. */
export const DIALOG_HEADING_ID = new InjectionToken<string>('DIALOG_HEADING_ID');

export interface DialogOptions<Data> {
  data?: Data;
  /** 760 wide, or the narrow one that asks a question. */
  width?: 'wide' | 'ask';
  role?: 'dialog' | 'alertdialog';
  /** CSS selector of what takes the focus; the first control where it is not given. */
  focus?: string;
  /** False while there is something to lose: Escape, a press outside and the browser's Back then leave it to the dialog. */
  dismissable?: boolean;
}

let opened = 0;

/**
 * Opens dialogs in this product's frame. The component shows one `sr-dialog-frame`, reads what it was given with
 * `inject(DIALOG_DATA)` and closes through `inject(DialogRef)`, both of `@angular/cdk/dialog`.
 */
@Service()
export class Dialogs {
  private readonly dialog = inject(Dialog);

  open<Result, Data = unknown>(
    component: ComponentType<unknown>,
    options: DialogOptions<Data> = {},
  ): DialogRef<Result> {
    const headingId = `dialog-heading-${++opened}`;
    return this.dialog.open<Result, Data>(component, {
      data: options.data ?? null,
      role: options.role ?? 'dialog',
      ariaModal: true,
      ariaLabelledBy: headingId,
      autoFocus: options.focus ?? 'first-tabbable',
      restoreFocus: true,
      disableClose: options.dismissable === false,
      closeOnNavigation: options.dismissable !== false,
      backdropClass: 'sr-scrim',
      panelClass: options.width === 'ask' ? ['sr-dialog-pane', 'ask'] : 'sr-dialog-pane',
      providers: [{ provide: DIALOG_HEADING_ID, useValue: headingId }],
    });
  }
}
