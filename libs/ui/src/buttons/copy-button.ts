import { Component, DestroyRef, DOCUMENT, inject, input, output, signal } from '@angular/core';
import { service } from '@service-runs/copy';
import { Icon } from '../icon/icon';
import { Notices } from '../notices/notices';

const confirmedFor = 4000;

/**
 * `<button class="btn" [srCopy]="address" [of]="invitation.invitee_email"></button>`: copies the text and says so in
 * its own place. `of` names the thing for those who cannot see the row.
 */
@Component({
  selector: 'button[srCopy]',
  imports: [Icon],
  template: `
    <svg [srIcon]="done() ? 'check' : 'copy'"></svg>
    <span aria-live="polite">{{ done() ? doneWord() : word() }}</span>
    @if (of()) {
      <span class="sr-only"> {{ of() }}</span>
    }
  `,
  host: { type: 'button', '[class.done]': 'done()', '(click)': 'copy()' },
})
export class CopyButton {
  readonly srCopy = input.required<string>();
  readonly word = input(service('provider.notify.copy'));
  readonly doneWord = input(service('provider.notify.copied'));
  readonly of = input('');
  readonly copied = output();

  protected readonly done = signal(false);
  private readonly document = inject(DOCUMENT);
  private readonly notices = inject(Notices);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    if (!(await copyText(this.srCopy(), this.document))) {
      this.notices.tell(service('common.copy_failed'));
      return;
    }
    this.done.set(true);
    this.copied.emit();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.done.set(false), confirmedFor);
  }
}

/** Whether the text is on the clipboard now. Without TLS the clipboard API is missing, so the older way stands behind it. */
export async function copyText(text: string, document: Document): Promise<boolean> {
  try {
    await document.defaultView?.navigator.clipboard.writeText(text);
    if (document.defaultView?.navigator.clipboard) return true;
  } catch {
    // Refused, or not there: try the older way.
  }
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.setAttribute('readonly', '');
  holder.setAttribute('aria-hidden', 'true');
  holder.style.cssText = 'position:fixed;top:0;opacity:0';
  const focused = document.activeElement;
  // Inside an open dialog, whose focus trap would take the focus back from anywhere else.
  (focused?.parentElement ?? document.body).append(holder);
  try {
    holder.select();
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    holder.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
