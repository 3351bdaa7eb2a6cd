import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { service } from '@service-runs/copy';
import { BusyButton } from '../buttons/busy-button';
import { FormFailure } from '../states/form-failure';
import { type ConfirmQuestion } from './confirm';
import { DialogFrame } from './dialog-frame';

@Component({
  selector: 'sr-confirm-dialog',
  imports: [BusyButton, DialogFrame, FormFailure],
  template: `
    <sr-dialog-frame ask [heading]="question.heading" (dismiss)="leave()">
      <p>{{ question.consequence }}</p>
      @if (question.reason; as reason) {
        <div class="field">
          <label for="confirm-reason">{{ reasonLabel }}</label>
          <input
            id="confirm-reason"
            autocomplete="off"
            [attr.maxlength]="reason.maxLength"
            [attr.aria-describedby]="reason.help ? 'confirm-reason-help' : null"
            [value]="given()"
            (input)="given.set($any($event.target).value)"
            (keydown.enter)="perform()"
          />
          @if (reason.help) {
            <p class="hint" id="confirm-reason-help">{{ reason.help }}</p>
          }
        </div>
      }
      <sr-form-failure [error]="error()" />
      <ng-container foot>
        <button type="button" class="btn" data-safe (click)="leave()">{{ question.keep }}</button>
        <button
          type="button"
          class="btn"
          [class.danger]="!question.harmless"
          [class.action]="question.harmless"
          [srBusy]="busy()"
          [busyWord]="question.actBusy"
          (click)="perform()"
        >
          {{ question.act }}
        </button>
      </ng-container>
    </sr-dialog-frame>
  `,
  styles: `
    .field {
      margin-top: 26px;
    }
    sr-form-failure:not(:empty) {
      display: block;
      margin-top: 16px;
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<ConfirmQuestion>(DIALOG_DATA);
  private readonly ref = inject<DialogRef<boolean>>(DialogRef);

  protected readonly reasonLabel = service('common.reason');
  protected readonly given = signal('');
  protected readonly busy = signal(false);
  protected readonly error = signal<unknown>(null);

  protected async perform(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.error.set(null);
    this.ref.disableClose = true;
    try {
      await this.question.perform(this.given().trim() || null);
      this.ref.close(true);
    } catch (error) {
      this.error.set(error);
    } finally {
      this.busy.set(false);
      this.ref.disableClose = false;
    }
  }

  protected leave(): void {
    if (!this.busy()) this.ref.close(false);
  }
}
