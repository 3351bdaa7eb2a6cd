import { Directive, signal, viewChild } from '@angular/core';
import { FormPage } from '../../core/form-page';
import { RunForm } from './run-form';

/** What the pages around the form share. */
@Directive()
export abstract class RunEditor extends FormPage {
  protected readonly form = viewChild(RunForm);
  protected readonly busy = signal(false);
  /** What was typed is safe: the page goes on by itself. */
  protected saved = false;

  protected touched(): boolean {
    return !this.saved && (this.form()?.touched() ?? false);
  }
}
