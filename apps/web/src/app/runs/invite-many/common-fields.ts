import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon, plainDay } from '@service-runs/ui';
import { Session } from '../../core/session/session';
import { roleWords } from '../people';
import { KNOWN_ROLES, OWN_ROLE } from '../roles';
import { type Common } from './batches';
import { SendByMail } from '../../core/invitation/send-by-mail';

const dayInMs = 86_400_000;

/** Role, message and days for the rows that have none of their own. */
@Component({
  selector: 'sr-common-fields',
  imports: [Icon, SendByMail],
  templateUrl: './common-fields.html',
  styleUrl: './common-fields.css',
})
export class CommonFields {
  private readonly document = inject(DOCUMENT);

  protected readonly limits = LIMITS;
  protected readonly ownRole = OWN_ROLE;
  protected readonly roles = KNOWN_ROLES.map((role) => ({ role, word: roleWords(role) }));
  protected readonly words = {
    title: service('provider.many.common.title'),
    role: service('provider.notify.role.label'),
    roleNone: service('provider.notify.role.none'),
    roleOther: service('provider.notify.role.other'),
    roleOwn: service('provider.notify.role.own'),
    roleMissing: service('provider.notify.role.missing'),
    days: service('provider.many.common.days'),
    daysBad: service('provider.notify.days.bad', { most: LIMITS.inviteDaysMax }),
    message: service('provider.notify.message.label'),
    mail: service('provider.notify.mail'),
    mailHelp: service('provider.notify.mail.help'),
  };

  protected readonly role = signal('');
  protected readonly roleText = signal('');
  protected readonly message = signal('');
  protected readonly days = signal(String(LIMITS.inviteDaysDefault));
  protected readonly byMail = signal(inject(Session).sendsMail());
  protected readonly told = signal(false);

  private readonly wholeDays = computed(() => {
    const days = /^\d+$/.test(this.days().trim()) ? Number(this.days()) : Number.NaN;
    return days >= 1 && days <= LIMITS.inviteDaysMax ? days : null;
  });
  protected readonly until = computed(() => {
    const days = this.wholeDays();
    return days === null
      ? ''
      : service('provider.notify.days.help', { day: plainDay(new Date(Date.now() + days * dayInMs)) });
  });
  protected readonly messageLength = computed(() =>
    service('provider.notify.message.length', { count: this.message().length, most: LIMITS.inviteeMessage }),
  );
  protected readonly roleMissing = computed(
    () => this.told() && this.role() === OWN_ROLE && this.roleText().trim() === '',
  );
  protected readonly daysBad = computed(() => this.told() && this.wholeDays() === null);

  /** What is given, or null where something has to be put right first: then it is told, and led to. */
  take(): Common | null {
    this.told.set(true);
    const days = this.wholeDays();
    if (this.roleMissing()) this.document.getElementById('many-own-role')?.focus();
    else if (days === null) this.document.getElementById('many-days')?.focus();
    if (this.roleMissing() || days === null) return null;
    const role = (this.role() === OWN_ROLE ? this.roleText().trim() : this.role()) || null;
    return { role, message: this.message().trim() || null, days, mail: this.byMail() };
  }
}
