import { Component, type ElementRef, input, model, output, signal, viewChild } from '@angular/core';
import { service } from '@service-runs/copy';
import { BusyButton, Icon } from '@service-runs/ui';
import { limitWords } from './list-words';

/** A text that is longer than this is read as it is pasted: a field that holds it would keep the page busy for long. */
const PASTED_MOST = 100_000;

/** Where a list is put in: pasted or typed, chosen as a file, or dropped as one. */
@Component({
  selector: 'sr-list-entry',
  imports: [BusyButton, Icon],
  templateUrl: './list-entry.html',
  styleUrl: './list-entry.css',
  host: {
    '[class.over]': 'over()',
    '(dragover)': 'drag($event)',
    '(dragleave)': 'over.set(false)',
    '(drop)': 'drop($event)',
  },
})
export class ListEntry {
  readonly text = model.required<string>();
  readonly reading = input.required<boolean>();
  /** Why the last list was not taken. */
  readonly refused = input.required<string | null>();
  readonly given = output<string | File>();

  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  protected readonly over = signal(false);
  protected readonly missing = signal(false);

  protected readonly words = {
    label: service('provider.many.entry.label'),
    help: service('provider.many.entry.help'),
    file: service('provider.many.entry.file'),
    drop: service('provider.many.entry.drop'),
    limits: limitWords(),
    act: service('provider.many.entry.act'),
    busy: service('provider.many.entry.act.busy'),
    missing: service('provider.many.entry.missing'),
  };

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected hand(event: Event): void {
    event.preventDefault();
    const text = this.text();
    this.missing.set(text.trim() === '');
    if (this.missing()) this.focus();
    else this.given.emit(text);
  }

  protected typed(text: string): void {
    this.text.set(text);
    this.missing.set(false);
  }

  protected pasted(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length <= PASTED_MOST) return;
    event.preventDefault();
    this.given.emit(text);
  }

  protected chosen(input: HTMLInputElement): void {
    const file = input.files?.[0];
    // The same file, put right meanwhile, may be chosen again.
    input.value = '';
    if (file) this.given.emit(file);
  }

  /** Without this the browser would go to a file that is dropped. */
  protected drag(event: DragEvent): void {
    event.preventDefault();
    this.over.set(event.dataTransfer?.types.includes('Files') ?? false);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData('text/plain');
    if (file) this.given.emit(file);
    else if (text) this.given.emit(text);
  }
}
