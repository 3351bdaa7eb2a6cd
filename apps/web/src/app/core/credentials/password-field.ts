import { Component, computed, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon } from '@service-runs/ui';

/**
 * A password, which can be shown while it is typed; with help where it is a new one.
 * `<sr-password-field fieldId="…" kind="new" [wrong]="…" (changed)="…" />`
 */
@Component({
  selector: 'sr-password-field',
  imports: [Icon],
  host: { class: 'field' },
  template: `
    <label [attr.for]="fieldId()">{{ label() }}</label>
    <span class="within">
      <input
        #input
        [id]="fieldId()"
        [attr.type]="shown() ? 'text' : 'password'"
        name="password"
        [attr.autocomplete]="isNew() ? 'new-password' : 'current-password'"
        autocapitalize="none"
        spellcheck="false"
        [attr.maxlength]="limits.passwordMax"
        [attr.aria-invalid]="wrong() ? true : null"
        [attr.aria-describedby]="describedBy()"
        (input)="changed.emit()"
      />
      <button
        type="button"
        class="btn icon"
        [attr.aria-label]="showWord()"
        [attr.aria-pressed]="shown()"
        (click)="shown.set(!shown())"
      >
        <svg [srIcon]="shown() ? 'eye_off' : 'eye'"></svg>
      </button>
    </span>
    @if (isNew()) {
      <p class="hint" [id]="helpId()">{{ help }}</p>
    }
    @if (wrong(); as why) {
      <p class="says" [id]="wrongId()"><svg srIcon="alert"></svg>{{ why }}</p>
    }
  `,
})
export class PasswordField {
  readonly fieldId = input.required<string>();
  readonly kind = input.required<'new' | 'present'>();
  readonly label = input(service('auth.password'));
  /** What is wrong with it, in a sentence. */
  readonly wrong = input<string>();
  readonly changed = output();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('input');

  protected readonly limits = LIMITS;
  protected readonly shown = signal(false);
  protected readonly isNew = computed(() => this.kind() === 'new');
  protected readonly help = service('auth.password.help', { count: LIMITS.passwordMin });
  protected readonly helpId = computed(() => `${this.fieldId()}-help`);
  protected readonly wrongId = computed(() => `${this.fieldId()}-wrong`);
  protected readonly describedBy = computed(
    () => [this.isNew() && this.helpId(), this.wrong() && this.wrongId()].filter(Boolean).join(' ') || null,
  );
  protected readonly showWord = computed(() => service(this.shown() ? 'auth.password.hide' : 'auth.password.show'));

  /** As it was typed: white space belongs to it. */
  value(): string {
    return this.field().nativeElement.value;
  }

  /** As if nothing had been typed: nobody who passes by reads it there. */
  clear(): void {
    this.field().nativeElement.value = '';
    this.shown.set(false);
  }

  focus(): void {
    this.field().nativeElement.focus();
  }
}

/** What is wrong with a new password before it is sent: the length. What else there is, the API judges. */
export function checkNewPassword(password: string): string | undefined {
  if (!password) return service('auth.password.missing');
  return password.length < LIMITS.passwordMin
    ? service('auth.password.short', { count: password.length, least: LIMITS.passwordMin })
    : undefined;
}
