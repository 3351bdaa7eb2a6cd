import { afterNextRender, Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { service } from '@service-runs/copy';
import { roleWords } from '../people';
import { knownRole } from '../roles';
import { type ListRow } from './list/list';
import { partLimits } from './list-words';

const PARTS = ['email', 'name', 'role', 'message'] as const;

/** One row of the list, to be put right where it stands. */
@Component({
  selector: 'sr-row-editor',
  template: `
    <form #form novalidate [attr.aria-label]="title()" (submit)="save($event)">
      @for (part of parts; track part.name) {
        <div class="field" [class]="part.name">
          <label [attr.for]="'many-row-' + part.name">{{ part.word }}</label>
          <input
            autocomplete="off"
            [id]="'many-row-' + part.name"
            [attr.name]="part.name"
            [attr.inputmode]="part.name === 'email' ? 'email' : null"
            [attr.maxlength]="part.most"
            [value]="valueOf(part.name)"
          />
        </div>
      }
      <p class="acts">
        <button type="submit" class="btn">{{ words.act }}</button>
        <button type="button" class="btn text" (click)="left.emit()">{{ words.cancel }}</button>
      </p>
    </form>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: 3fr 2fr 2fr;
      gap: 20px 12px;
      padding: 20px 0 8px;
      /* Not to be covered by what stays at the foot of the page. */
      scroll-margin-bottom: 96px;
    }
    .message {
      grid-column: 1 / -1;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: var(--sr-3);
      grid-column: 1 / -1;
    }
    @media (max-width: 719px) {
      form {
        grid-template-columns: minmax(0, 1fr);
      }
      .acts .btn {
        flex: 1;
      }
    }
  `,
  host: { '(keydown.escape)': 'left.emit()' },
})
export class RowEditor {
  readonly row = input.required<ListRow>();
  readonly taken = output<ListRow>();
  readonly left = output();

  private readonly form = viewChild.required<ElementRef<HTMLFormElement>>('form');
  protected readonly parts = PARTS.map((name) => ({
    name,
    word: service(`provider.many.correct.${name}`),
    // What is too long must be there to be shortened.
    most: name === 'email' ? partLimits.email : null,
  }));
  protected readonly words = {
    act: service('provider.many.correct.act'),
    cancel: service('provider.many.correct.cancel'),
  };

  constructor() {
    afterNextRender(() => {
      this.form().nativeElement.querySelector('input')?.focus({ preventScroll: true });
      this.form().nativeElement.scrollIntoView?.({ block: 'nearest' });
    });
  }

  protected title(): string {
    return service('provider.many.correct.title', { line: this.row().line });
  }

  /** As it is read: a role that has a name of its own by that name. */
  protected valueOf(part: (typeof PARTS)[number]): string {
    return (part === 'role' ? roleWords(this.row().role) : this.row()[part]) ?? '';
  }

  protected save(event: Event): void {
    event.preventDefault();
    const written = new FormData(this.form().nativeElement);
    const [email, name, role, message] = PARTS.map((part) => String(written.get(part) ?? '').trim());
    this.taken.emit({
      ...this.row(),
      email: email ?? '',
      name: name || null,
      role: role ? (knownRole(role) ?? role) : null,
      message: message || null,
    });
  }
}
