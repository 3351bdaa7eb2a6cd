import { DialogRef } from '@angular/cdk/dialog';
import { computed, Directive, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { service } from '@service-runs/copy';
import { Confirm } from '@service-runs/ui/dialog';
import { filter, merge } from 'rxjs';
import { warnBeforeUnload } from '../core/leave-work';
import { Session } from '../core/session/session';

/** A dialog that makes something and shows it this once: it asks before it closes over what was not copied. */
@Directive()
export abstract class OnceDialog {
  protected readonly ref = inject<DialogRef<unknown>>(DialogRef);
  private readonly confirm = inject(Confirm);
  private readonly session = inject(Session);

  protected readonly busy = signal(false);
  /** What has been made, to be copied. */
  protected readonly made = signal<string | null>(null);
  private readonly copied = signal(false);
  private readonly uncopied = computed(() => this.made() !== null && !this.copied());

  constructor() {
    merge(
      this.ref.backdropClick,
      this.ref.keydownEvents.pipe(filter(({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented)),
    )
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.close());
    warnBeforeUnload(() => this.uncopied());
  }

  /** What is lost by closing now. */
  protected abstract loss(): { heading: string; consequence: string };

  protected show(made: string): void {
    this.copied.set(false);
    this.made.set(made);
  }

  protected noteCopied(): void {
    this.copied.set(true);
  }

  /** True once it is closed. */
  async close(): Promise<boolean> {
    if (this.busy() || !(await this.mayClose())) return false;
    this.ref.close();
    return true;
  }

  private async mayClose(): Promise<boolean> {
    // Somebody whose session has ended cannot stay.
    if (!this.uncopied() || !this.session.signedIn()) return true;
    return this.confirm.ask({
      ...this.loss(),
      act: service('settings.once.leave.act'),
      actBusy: service('settings.once.leave.act'),
      keep: service('settings.once.leave.keep'),
      perform: () => Promise.resolve(),
    });
  }
}
