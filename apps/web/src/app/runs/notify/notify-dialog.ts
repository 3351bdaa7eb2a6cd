import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  Injector,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  type CreateInvitationsInput,
  type Id,
  type IssuedInvitation,
  LIMITS,
  type SkippedInvitee,
} from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, plainDay, scheduleWords } from '@service-runs/ui';
import { Confirm, DialogFrame } from '@service-runs/ui/dialog';
import { Router } from '@angular/router';
import { filter, merge } from 'rxjs';
import { type ApiFailure, toApiFailure } from '../../core/http/api-failure';
import { warnBeforeUnload } from '../../core/leave-work';
import { OnceKey } from '../../core/once-key';
import { Session } from '../../core/session/session';
import { roleWords } from '../people';
import { type Reissued } from '../people-acts';
import { KNOWN_ROLES, OWN_ROLE } from '../roles';
import { type RunStore } from '../run-store';
import { CarriedList } from '../invite-many/carried-list';
import { RunsApi } from '../runs-api';
import { runsPaths } from '../runs-paths';
import { AddressField } from './address-field';
import { type Address, keyOf } from './addresses';
import { InvitationLinks } from './invitation-links';
import { InvitationTracking } from './invitation-tracking';
import { SendByMail } from '../../core/invitation/send-by-mail';

export interface NotifyData {
  store: RunStore;
  /** A link that was made on the page, to be shown here. */
  reissued: Reissued | null;
}

type Field = 'name' | 'own-role' | 'days' | 'message';
type Told = Partial<Record<Field, string>>;

const dayInMs = 86_400_000;

/**
 * Notify stakeholders: whom to invite, then the links that came of it, and below both where every invitation stands.
 * A link is handed out once, so the dialog does not close over one that was not copied without asking.
 */
@Component({
  selector: 'sr-notify-dialog',
  imports: [AddressField, BusyButton, DialogFrame, FormFailure, Icon, InvitationLinks, InvitationTracking, SendByMail],
  templateUrl: './notify-dialog.html',
  styleUrl: './notify-dialog.css',
})
export class NotifyDialog {
  private readonly data = inject<NotifyData>(DIALOG_DATA);
  private readonly ref = inject<DialogRef>(DialogRef);
  private readonly api = inject(RunsApi);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly carried = inject(CarriedList);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly key = new OnceKey();

  private readonly field = viewChild(AddressField);
  private readonly links = viewChild(InvitationLinks);

  protected readonly store = this.data.store;
  protected readonly limits = LIMITS;
  protected readonly ownRole = OWN_ROLE;
  protected readonly roles = KNOWN_ROLES.map((role) => ({ role, word: roleWords(role) }));

  /** Whether invitations are being written, or those that were made looked at. */
  protected readonly writing = signal(this.data.reissued === null);
  protected readonly addresses = signal<readonly Address[]>([]);
  protected readonly role = signal('');
  protected readonly roleText = signal('');
  protected readonly name = signal('');
  protected readonly message = signal('');
  protected readonly days = signal(String(LIMITS.inviteDaysDefault));
  protected readonly byMail = signal(inject(Session).sendsMail());

  protected readonly handedIn = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly told = signal<Told>({});
  protected readonly refused = signal<ReadonlyMap<string, string>>(new Map());

  protected readonly issued = signal<readonly IssuedInvitation[]>([]);
  protected readonly skipped = signal<readonly SkippedInvitee[]>([]);
  private readonly copied = signal<ReadonlySet<Id>>(new Set());
  /** Those whose link goes out by mail as well: nothing is lost with a link that nobody copied. */
  private readonly mailed = signal<ReadonlySet<Id>>(new Set());
  private readonly uncopied = computed(
    () => this.issued().filter(({ id }) => !this.copied().has(id) && !this.mailed().has(id)).length,
  );
  protected readonly mailedWords = computed(() => {
    const count = this.issued().filter(({ id }) => this.mailed().has(id)).length;
    return count > 0 ? service.count('provider.notify.mail.sent', count) : '';
  });

  protected readonly many = computed(() => runsPaths.inviteMany(this.store.run()?.id ?? ''));
  /** What was typed goes along to the page for many, and is not lost. */
  private carrying = false;

  protected readonly words = {
    title: service('provider.notify.modal.title'),
    many: service('provider.notify.many'),
    ruleTitle: service('provider.notify.rule.title'),
    ruleBody: service('provider.notify.rule.body'),
    closed: service('provider.notify.closed'),
    role: service('provider.notify.role.label'),
    roleNone: service('provider.notify.role.none'),
    roleOther: service('provider.notify.role.other'),
    roleOwn: service('provider.notify.role.own'),
    name: service('provider.notify.name.label'),
    nameHelp: service('provider.notify.name.help'),
    days: service('provider.notify.days.label'),
    message: service('provider.notify.message.label'),
    mail: service('provider.notify.mail'),
    mailHelp: service('provider.notify.mail.help'),
    close: service('common.close'),
    send: service('provider.notify.send'),
    sending: service('provider.notify.send.busy'),
    again: service('provider.notify.again'),
    done: service('provider.notify.done'),
  };

  protected readonly when = computed(() =>
    scheduleWords(this.store.run() ?? { starts_at: null, ends_at: null, time_zone: 'UTC' }),
  );
  protected readonly ready = computed(() => this.field()?.ready() ?? false);
  /** How far the addresses have come. */
  protected readonly standing = computed(() => {
    const all = this.addresses().length;
    if (all === 0) return '';
    const good = this.addresses().filter((address) => address.good && !this.refused().has(keyOf(address))).length;
    return good === all ? service.count('provider.notify.ready', all) : service('provider.notify.good', { good, all });
  });
  protected readonly messageLength = computed(() =>
    service('provider.notify.message.length', { count: this.message().length, most: LIMITS.inviteeMessage }),
  );
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

  constructor() {
    merge(
      this.ref.backdropClick,
      this.ref.keydownEvents.pipe(filter(({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented)),
    )
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.close());

    const { reissued } = this.data;
    if (reissued) this.show([reissued.issued], [], reissued.mailed);
    warnBeforeUnload(() => this.uncopied() > 0);
    this.store.holding = () => this.mayClose();
    inject(DestroyRef).onDestroy(() => {
      this.store.holding = null;
    });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const run = this.store.run();
    const field = this.field();
    if (!run || !field) return;
    field.commit();
    this.handedIn.set(true);
    this.failure.set(null);
    this.told.set(this.check());
    if (!field.ready()) {
      field.focus();
      return;
    }
    if (this.leadToTold()) return;

    this.busy.set(true);
    const invited = this.addresses();
    const input = this.input(invited);
    try {
      const { invitations, skipped } = await this.api.invite(run.id, input, this.key.for(input));
      this.key.done();
      this.startAnew();
      this.show(invitations, skipped, input.send_mail);
      void this.store.refresh();
    } catch (error) {
      this.key.failed(error);
      this.refuse(toApiFailure(error), invited);
    } finally {
      this.busy.set(false);
    }
  }

  /** Puts new links before those that are there; a link that was made again takes the place of the one that died. */
  protected show(
    made: readonly IssuedInvitation[],
    skipped: readonly SkippedInvitee[],
    mailed: boolean | undefined = false,
  ): void {
    const ids = new Set(made.map(({ id }) => id));
    this.issued.update((issued) => [...made, ...issued.filter(({ id }) => !ids.has(id))]);
    this.skipped.set(skipped);
    this.copied.update((copied) => new Set([...copied].filter((id) => !ids.has(id))));
    this.mailed.update((known) => new Set([...[...known].filter((id) => !ids.has(id)), ...(mailed ? ids : [])]));
    // Somebody who is still writing goes on; the links stand below.
    if (this.addresses().length === 0) this.writing.set(false);
    afterNextRender(() => this.links()?.focus(), { injector: this.injector });
  }

  /** A link that no longer works is not offered. */
  protected drop(id: Id): void {
    this.issued.update((issued) => issued.filter((each) => each.id !== id));
  }

  protected noteCopied(ids: readonly Id[]): void {
    this.copied.update((copied) => new Set([...copied, ...ids]));
  }

  protected again(): void {
    this.writing.set(true);
    afterNextRender(() => this.field()?.focus(), { injector: this.injector });
  }

  /** To the page for many, with what stands here. */
  protected async goToMany(event: MouseEvent): Promise<void> {
    // A tab of its own begins with nothing.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (this.busy()) return;
    this.field()?.commit();
    this.carried.carry(this.addresses().map(lineOf).join('\n'));
    this.carrying = true;
    if (await this.router.navigateByUrl(this.many())) return;
    this.carried.take();
    this.carrying = false;
  }

  protected describedBy(field: Field, help: boolean): string | null {
    const ids = [help ? `notify-${field}-help` : '', this.told()[field] ? `notify-${field}-wrong` : ''];
    return ids.filter(Boolean).join(' ') || null;
  }

  protected untell(field: Field): void {
    if (this.told()[field]) this.told.update((told) => ({ ...told, [field]: undefined }));
  }

  protected async close(): Promise<void> {
    if (!this.busy() && (await this.mayClose())) this.ref.close();
  }

  private mayClose(): Promise<boolean> {
    const links = this.uncopied();
    const typed = this.carrying ? 0 : this.addresses().length;
    if (links === 0 && typed === 0) return Promise.resolve(true);
    return this.confirm.ask({
      heading:
        links > 0
          ? service.count('provider.notify.leave.links', links)
          : service.count('provider.notify.leave.typed', typed),
      consequence: service(links > 0 ? 'provider.notify.leave.links.body' : 'provider.notify.leave.typed.body'),
      act: service('provider.notify.leave.act'),
      actBusy: service('provider.notify.leave.act'),
      keep: service('provider.notify.leave.keep'),
      perform: () => Promise.resolve(),
    });
  }

  private check(): Told {
    const told: Told = {};
    if (this.role() === OWN_ROLE && !this.roleText().trim()) told['own-role'] = service('provider.notify.role.missing');
    if (this.wholeDays() === null) told.days = service('provider.notify.days.bad', { most: LIMITS.inviteDaysMax });
    return told;
  }

  private input(invited: readonly Address[]): CreateInvitationsInput {
    const role = (this.role() === OWN_ROLE ? this.roleText().trim() : this.role()) || null;
    const message = this.message().trim() || null;
    const only = invited.length === 1 ? this.name().trim() || null : null;
    return {
      invitees: invited.map(({ email, name }) => ({ email, name: only ?? name, role, message })),
      expires_in_days: this.wholeDays() ?? LIMITS.inviteDaysDefault,
      ...(this.byMail() && { send_mail: true }),
    };
  }

  /** What the API says of a field is told at that field, of an address at its chip; of anything else beside the button. */
  private refuse(failure: ApiFailure, invited: readonly Address[]): void {
    const refused = new Map<string, string>();
    const told: Told = {};
    const places: Partial<Record<string, Field>> = { name: 'name', role: 'own-role', message: 'message' };
    let elsewhere = false;
    for (const { path, message } of failure.details) {
      const [, index, part = ''] = /^invitees\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
      const address = index === undefined ? undefined : invited[Number(index)];
      const place = path === 'expires_in_days' ? 'days' : places[part];
      if (address && part === 'email') refused.set(keyOf(address), message);
      else if (place) told[place] ??= service('provider.form.refused', { field: this.labelOf(place), message });
      else elsewhere = true;
    }
    this.refused.set(refused);
    this.told.set(told);
    const placed = refused.size > 0 || Object.keys(told).length > 0;
    this.failure.set(placed && !elsewhere ? null : failure);
    if (refused.size > 0) this.field()?.focus();
    else this.leadToTold();
    // The run may have been closed by somebody else.
    if (failure.code === 'error.run.closed' || failure.code === 'error.run.not_found') void this.store.refresh();
  }

  private labelOf(field: Field): string {
    const labels: Record<Field, string> = {
      name: service('provider.notify.name.label'),
      'own-role': service('provider.notify.role.label'),
      days: service('provider.notify.days.label'),
      message: service('provider.notify.message.label'),
    };
    return labels[field];
  }

  private leadToTold(): boolean {
    const first = (['name', 'own-role', 'days', 'message'] as const).find((field) => this.told()[field]);
    if (!first) return false;
    // Only once it is drawn as wrong, so that what is said of it is read with it.
    afterNextRender(() => this.inputOf(first)?.focus(), { injector: this.injector });
    return true;
  }

  private inputOf(field: Field): HTMLElement | null {
    return this.document.getElementById(`notify-${field}`);
  }

  private startAnew(): void {
    this.addresses.set([]);
    this.name.set('');
    this.refused.set(new Map());
    this.told.set({});
    this.handedIn.set(false);
  }
}

/** As it can be read again, on a line by itself. */
function lineOf({ email, name }: Address): string {
  return name === null ? email : `"${name.replaceAll('"', "'")}" <${email}>`;
}
