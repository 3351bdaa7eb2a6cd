import { afterNextRender, Component, computed, ElementRef, inject, Injector, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LIMITS, type Tenant, type UpdateTenantInput } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, ErrorState, FormFailure, Icon, LoadingLines, Notices, zoneName } from '@service-runs/ui';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { CurrentTenant } from '../core/session/current-tenant';
import { Session } from '../core/session/session';
import { webPaths } from '../core/web-paths';
import { zoneGroups } from '../core/zones';
import { FormPage } from '../core/form-page';
import { Loaded } from './loaded';
import { SettingsApi } from './settings-api';
import { looksLikeEmail } from '../core/email-form';

/** In the order in which they stand. */
const fields = ['name', 'zone', 'phone', 'email'] as const;
type Field = (typeof fields)[number];
type Values = Readonly<Record<Field, string>>;
type Told = Partial<Record<Field, string>>;

/** How the API names them. */
const fieldOfPath: Partial<Record<string, Field>> = {
  name: 'name',
  time_zone: 'zone',
  contact_phone: 'phone',
  contact_email: 'email',
};

/** What an organisation is called, its zone, and whom invitees can call: owners change it, staff see it. */
@Component({
  selector: 'sr-organisation-page',
  imports: [BusyButton, ErrorState, FormFailure, Icon, LoadingLines, RouterLink],
  templateUrl: './organisation-page.html',
  styleUrl: './form-page.css',
})
export class OrganisationPage extends FormPage {
  private readonly api = inject(SettingsApi);
  private readonly account = inject(Session);
  private readonly notices = inject(Notices);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  protected readonly limits = LIMITS;
  protected readonly membersPath = webPaths.settingsMembers;
  protected readonly tenant = new Loaded<Tenant>(() => this.api.tenant());
  protected readonly owner = computed(() => this.currentTenant.tenant()?.role === 'owner');
  protected readonly values = signal<Values>({ name: '', zone: '', phone: '', email: '' });
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(null);
  private readonly handedIn = signal(false);
  /** What the API found wrong, until the field is changed. */
  private readonly refused = signal<Told>({});
  protected readonly told = computed<Told>(() => ({
    ...this.refused(),
    ...(this.handedIn() ? wrongIn(this.values()) : {}),
  }));
  protected readonly zones = computed(() => zoneGroups(this.tenant.value()?.time_zone ?? 'UTC'));
  protected readonly changed = computed(() => {
    const tenant = this.tenant.value();
    return tenant !== null && fields.some((field) => this.values()[field] !== valuesOf(tenant)[field]);
  });

  protected readonly words = {
    title: service('settings.organisation'),
    loading: service('settings.organisation.loading'),
    failed: service('settings.organisation.failed'),
    staff: service('settings.organisation.staff'),
    members: service('settings.owners.members'),
    name: service('settings.organisation.name'),
    nameHelp: service('settings.organisation.name.help'),
    zone: service('settings.organisation.zone'),
    zoneHelp: service('settings.organisation.zone.help'),
    contact: service('settings.organisation.contact'),
    contactHelp: service('settings.organisation.contact.help'),
    contactNone: service('settings.organisation.contact.none'),
    phone: service('settings.organisation.phone'),
    email: service('settings.organisation.email'),
    none: service('settings.organisation.none'),
    save: service('settings.save'),
    saving: service('settings.save.busy'),
  };

  constructor() {
    super();
    void this.load();
  }

  protected touched(): boolean {
    return this.changed();
  }

  protected what({ name }: Tenant): string {
    return service('settings.organisation.what', { name });
  }

  protected zoneWord({ time_zone }: Tenant): string {
    return zoneName(time_zone);
  }

  protected async load(): Promise<void> {
    await this.tenant.load();
    const tenant = this.tenant.value();
    if (tenant) this.values.set(valuesOf(tenant));
  }

  protected set(field: Field, { target }: Event): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const { value } = target;
    this.values.update((values) => ({ ...values, [field]: value }));
    if (this.refused()[field]) this.refused.update((refused) => ({ ...refused, [field]: undefined }));
  }

  protected describedBy(field: Field, help: string | null): string | null {
    return [help, this.told()[field] ? `tenant-${field}-wrong` : null].filter(Boolean).join(' ') || null;
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.handedIn.set(true);
    this.failure.set(null);
    this.refused.set({});
    if (this.leadToTold()) return;
    this.busy.set(true);
    try {
      const saved = await this.api.updateTenant(inputOf(this.values()));
      this.tenant.set(saved);
      this.values.set(valuesOf(saved));
      this.handedIn.set(false);
      this.notices.tell(service('settings.organisation.saved'));
      // The top bar names it too. Should it not be read now, the next load reads it.
      await this.account.load().catch(() => undefined);
    } catch (error) {
      this.refuse(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  private refuse(failure: ApiFailure): void {
    const refused: Told = {};
    for (const { path, message } of failure.details) {
      const field = fieldOfPath[path];
      if (field) refused[field] ??= service('form.field.refused', { field: this.words[field], why: message });
    }
    this.refused.set(refused);
    if (!this.leadToTold()) this.failure.set(failure);
  }

  private leadToTold(): boolean {
    const first = fields.find((field) => this.told()[field]);
    if (!first) return false;
    afterNextRender(() => this.host.querySelector<HTMLElement>(`#tenant-${first}`)?.focus(), {
      injector: this.injector,
    });
    return true;
  }
}

function valuesOf({ name, time_zone, contact_phone, contact_email }: Tenant): Values {
  return { name, zone: time_zone, phone: contact_phone ?? '', email: contact_email ?? '' };
}

function inputOf({ name, zone, phone, email }: Values): UpdateTenantInput {
  return {
    name: name.trim(),
    time_zone: zone,
    contact_phone: phone.trim() || null,
    contact_email: email.trim() || null,
  };
}

function wrongIn({ name, email }: Values): Told {
  const told: Told = {};
  if (!name.trim()) told.name = service('settings.organisation.name.missing');
  if (email.trim() && !looksLikeEmail(email.trim())) {
    told.email = service('settings.organisation.email.bad');
  }
  return told;
}
