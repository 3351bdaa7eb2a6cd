import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { appPaths, LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, readerZone } from '@service-runs/ui';
import { type ApiFailure, toApiFailure } from '../http/api-failure';
import { CurrentTenant } from '../session/current-tenant';
import { Session } from '../session/session';

/** Where somebody who belongs to no organisation makes one: a name is enough. */
@Component({
  selector: 'sr-new-organisation-page',
  imports: [BusyButton, FormFailure, Icon, RouterLink],
  templateUrl: './new-organisation-page.html',
  styles: `
    :host {
      display: block;
      max-width: 560px;
    }
    .why {
      margin: 12px 0 28px;
      text-wrap: pretty;
    }
    .invited {
      margin-top: var(--sr-5);
    }
    .btn {
      justify-self: start;
    }
    @media (max-width: 719px) {
      .btn {
        width: 100%;
      }
    }
  `,
})
export class NewOrganisationPage {
  private readonly session = inject(Session);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly router = inject(Router);

  private readonly nameInput = viewChild.required<ElementRef<HTMLInputElement>>('nameInput');
  private readonly phoneInput = viewChild.required<ElementRef<HTMLInputElement>>('phoneInput');
  private readonly zoneInput = viewChild.required<ElementRef<HTMLSelectElement>>('zoneInput');

  protected readonly limits = LIMITS;
  protected readonly sharedRuns = appPaths.sharedRuns;
  protected readonly busy = signal(false);
  protected readonly nameWrong = signal<string | null>(null);
  protected readonly phoneWrong = signal<string | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly zone = readerZone();
  /** All that the browser knows, and the reader's own even where it is called otherwise. */
  protected readonly zones = [...new Set([this.zone, ...Intl.supportedValuesOf('timeZone')])].sort();
  protected readonly words = {
    title: service('auth.organisation.page'),
    why: service('auth.organisation.why'),
    name: service('auth.organisation.name'),
    phone: service('auth.organisation.phone'),
    phoneHelp: service('auth.organisation.phone.help'),
    zone: service('auth.organisation.zone'),
    zoneHelp: service('auth.organisation.zone.help'),
    create: service('auth.organisation.create'),
    creating: service('auth.organisation.create.busy'),
    invited: service('auth.organisation.invited'),
    shared: service('stakeholder.runs.title'),
  };

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const name = this.nameInput().nativeElement.value.trim();
    this.failure.set(null);
    if (!name) {
      this.nameWrong.set(service('auth.organisation.name.missing'));
      this.nameInput().nativeElement.focus();
      return;
    }
    this.busy.set(true);
    try {
      const tenant = await this.session.createTenant({
        name,
        contact_phone: this.phoneInput().nativeElement.value.trim() || null,
        time_zone: this.zoneInput().nativeElement.value,
      });
      this.currentTenant.choose(tenant.id);
      await this.router.navigateByUrl(appPaths.providerRuns);
    } catch (error) {
      this.fail(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Beside its field what is about one, and there the focus goes; the rest beside the button. */
  private fail(failure: ApiFailure): void {
    const found = (path: string) => failure.details.find((detail) => detail.path === path)?.message;
    const [name, phone] = [found('name'), found('contact_phone')];
    if (name) this.nameWrong.set(service('auth.organisation.name.refused', { why: name }));
    if (phone) this.phoneWrong.set(service('auth.organisation.phone.refused', { why: phone }));
    if (name) this.nameInput().nativeElement.focus();
    else if (phone) this.phoneInput().nativeElement.focus();
    else this.failure.set(failure);
  }
}
