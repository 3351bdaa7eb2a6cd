import { DIALOG_DATA } from '@angular/cdk/dialog';
import { afterNextRender, Component, computed, DOCUMENT, inject, Injector, signal } from '@angular/core';
import { type IssuedInvitation, LIMITS, MEMBER_ROLES, type MemberRole } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, plainDay } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { OnceKey } from '../core/once-key';
import { Session } from '../core/session/session';
import { OnceDialog } from './once-dialog';
import { SettingsApi } from './settings-api';
import { ShownOnce } from './shown-once';
import { looksLikeEmail } from '../core/email-form';
import { SendByMail } from '../core/invitation/send-by-mail';

export interface InviteData {
  /** What has been made anew, to be shown; else a new one is to be made. */
  issued: IssuedInvitation | null;
  /** Whether that goes out by mail as well. */
  mailed: boolean;
}

/** Invites one colleague, then shows the link this once. */
@Component({
  selector: 'sr-invite-dialog',
  imports: [BusyButton, DialogFrame, FormFailure, Icon, SendByMail, ShownOnce],
  templateUrl: './invite-dialog.html',
  styleUrl: './once-dialog.css',
})
export class InviteDialog extends OnceDialog {
  private readonly api = inject(SettingsApi);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly key = new OnceKey();

  protected readonly limits = LIMITS;
  protected readonly issued = signal<IssuedInvitation | null>(null);
  /** Whether the link takes the place of one that the person making it may not know of. */
  protected readonly replaces = signal(false);
  protected readonly email = signal('');
  protected readonly role = signal<MemberRole>('staff');
  protected readonly byMail = signal(inject(Session).sendsMail());
  protected readonly mailed = signal(false);
  protected readonly wrong = signal<string | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly roles = MEMBER_ROLES.map((role) => ({
    role,
    word: service(`settings.role.${role}`),
    means: service(`settings.role.${role}.means`),
  })).reverse();
  protected readonly words = {
    title: service('settings.invite'),
    what: service('settings.invite.what'),
    email: service('settings.invite.email'),
    role: service('settings.invite.role'),
    mail: service('settings.invite.mail'),
    mailHelp: service('settings.invite.mail.help'),
    madeMailed: service('settings.invite.made.mailed'),
    send: service('settings.invite.send'),
    sending: service('settings.invite.send.busy'),
    made: service('settings.invite.made'),
    again: service('settings.invite.made.again'),
    cancel: service('common.cancel'),
    done: service('settings.once.done'),
  };
  protected readonly forWhom = computed(() => {
    const issued = this.issued();
    if (!issued) return '';
    const role = issued.invitee_role === 'owner' ? 'owner' : 'staff';
    return service('settings.invite.made.for', {
      person: issued.invitee_email,
      role: service(`settings.role.${role}`).toLowerCase(),
    });
  });
  protected readonly how = computed(() =>
    service('settings.invite.made.how', { day: plainDay(this.issued()?.claim_token_expires_at ?? new Date()) }),
  );

  constructor() {
    super();
    const { issued, mailed } = inject<InviteData>(DIALOG_DATA);
    this.mailed.set(mailed);
    if (issued) this.showLink(issued);
  }

  protected loss() {
    return {
      heading: service('settings.invite.leave.title'),
      consequence: service('settings.invite.leave.body'),
    };
  }

  protected type({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.email.set(target.value);
    this.wrong.set(null);
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const email = this.email().trim();
    this.failure.set(null);
    const wrong = wrongIn(email);
    if (wrong) {
      this.tell(wrong);
      return;
    }
    this.busy.set(true);
    const mailed = this.byMail();
    const input = { email, role: this.role(), ...(mailed && { send_mail: true }) };
    try {
      const issued = await this.api.invite(input, this.key.for(input));
      this.key.done();
      this.replaces.set(issued.reissued);
      this.mailed.set(mailed);
      this.showLink(issued);
    } catch (error) {
      this.key.failed(error);
      this.refuse(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  private showLink(issued: IssuedInvitation): void {
    this.issued.set(issued);
    this.show(new URL(issued.claim_url, this.document.location.origin).href);
  }

  private refuse(failure: ApiFailure): void {
    const why = failure.details.find(({ path }) => path === 'email')?.message;
    if (why) this.tell(service('auth.email.refused', { why }));
    else this.failure.set(failure);
  }

  private tell(wrong: string): void {
    this.wrong.set(wrong);
    afterNextRender(() => this.document.getElementById('invite-email')?.focus(), { injector: this.injector });
  }
}

function wrongIn(email: string): string | null {
  if (!email) return service('settings.invite.email.missing');
  return looksLikeEmail(email) ? null : service('settings.invite.email.bad');
}
