import { Component, computed, inject, signal } from '@angular/core';
import { service } from '@service-runs/copy';
import { BusyButton, Notices } from '@service-runs/ui';
import { describeFailure } from './http/api-failure';
import { Session } from './session/session';
import { Verification } from './verification';

/** A quiet line where it matters that somebody's address is not proven yet, with the way to do it. Nothing where it is, or where no mail is sent. */
@Component({
  selector: 'sr-unproven-address',
  imports: [BusyButton],
  template: `
    @if (waits()) {
      <p class="line">
        <span>{{ says() }} {{ sent() ? '' : words.why }}</span>
        @if (sent()) {
          <span role="status">{{ sentWords() }}</span>
        } @else {
          <button type="button" class="btn" [srBusy]="busy()" [busyWord]="words.sending" (click)="send()">
            {{ words.send }}
          </button>
        }
      </p>
    }
  `,
  styles: `
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      margin: 12px 0;
      padding: 8px 12px;
      border-left: 4px solid var(--mat-sys-tertiary);
      background: var(--mat-sys-surface-container-low);
    }
    .line span {
      flex: 1 1 220px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class UnprovenAddress {
  private readonly session = inject(Session);
  private readonly verification = inject(Verification);
  private readonly notices = inject(Notices);

  protected readonly busy = signal(false);
  protected readonly sent = signal(false);
  protected readonly waits = computed(
    () => this.session.sendsMail() && this.session.individual()?.email_verified === false,
  );
  private readonly address = computed(() => this.session.individual()?.email ?? '');
  protected readonly says = computed(() => service('settings.unproven', { address: this.address() }));
  protected readonly sentWords = computed(() => service('settings.unproven.sent', { address: this.address() }));
  protected readonly words = {
    why: service('settings.unproven.why'),
    send: service('settings.unproven.send'),
    sending: service('settings.unproven.send.busy'),
  };

  protected async send(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      await this.verification.resend();
      this.sent.set(true);
    } catch (error) {
      this.notices.tell(describeFailure(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
