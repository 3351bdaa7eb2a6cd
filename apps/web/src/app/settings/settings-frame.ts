import { Component, computed, inject, viewChild } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { service } from '@service-runs/copy';
import { type HoldsWork, holdsWork } from '../core/leave-work';
import { CurrentTenant } from '../core/session/current-tenant';
import { webPaths } from '../core/web-paths';

/** The ways between the settings: those of the organisation as far as the person's role goes, and the person's own. */
@Component({
  selector: 'sr-settings-frame',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <nav [attr.aria-label]="title">
      @for (group of places(); track $index) {
        <p>
          @for (place of group; track place.path) {
            <a [routerLink]="place.path" routerLinkActive ariaCurrentWhenActive="page">{{ place.word }}</a>
          }
        </p>
      }
    </nav>
    <router-outlet />
  `,
  styles: `
    :host {
      display: block;
      max-width: 760px;
    }
    nav,
    p {
      display: flex;
      gap: 20px;
    }
    nav {
      margin-bottom: 24px;
      border-bottom: var(--sr-rule);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 40px;
      margin-bottom: -1px;
      border-bottom: 3px solid transparent;
      color: var(--mat-sys-on-surface-variant);
      text-decoration: none;
    }
    a:hover {
      color: var(--mat-sys-on-surface);
      text-decoration: underline;
    }
    a[aria-current] {
      border-bottom-color: var(--mat-sys-primary);
      color: var(--mat-sys-on-surface);
      font-weight: 600;
      text-decoration: none;
    }
    @media (max-width: 719px), (pointer: coarse) {
      a {
        min-height: 44px;
      }
    }
    /* The organisation's in one line, one's own in another. */
    @media (max-width: 719px) {
      nav {
        display: block;
        margin: -8px 0 20px;
        border-bottom: 0;
      }
      p {
        border-bottom: var(--sr-rule);
      }
    }
  `,
})
export class SettingsFrame implements HoldsWork {
  private readonly currentTenant = inject(CurrentTenant);
  private readonly outlet = viewChild.required(RouterOutlet);

  protected readonly title = service('settings.title');
  protected readonly places = computed(() => {
    const tenant = this.currentTenant.tenant();
    const members = [
      { path: webPaths.settingsOrganisation, word: service('settings.organisation') },
      { path: webPaths.settingsMembers, word: service('settings.members') },
    ];
    const owners = [{ path: webPaths.settingsKeys, word: service('settings.keys') }];
    const own = [
      { path: webPaths.settingsProfile, word: service('settings.profile') },
      { path: webPaths.settingsChoices, word: service('settings.choices') },
      { path: webPaths.settingsPassword, word: service('settings.password') },
    ];
    return [...(tenant ? [[...members, ...(tenant.role === 'owner' ? owners : [])]] : []), own];
  });

  mayLeave(): boolean | Promise<boolean> {
    const outlet = this.outlet();
    return !outlet.isActivated || !holdsWork(outlet.component) || outlet.component.mayLeave();
  }
}
