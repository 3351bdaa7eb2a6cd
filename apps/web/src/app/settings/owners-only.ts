import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { service } from '@service-runs/copy';
import { CurrentTenant } from '../core/session/current-tenant';
import { webPaths } from '../core/web-paths';

/** What staff see where only owners have something to do. */
@Component({
  selector: 'sr-owners-only',
  imports: [RouterLink],
  template: `
    <h1>{{ page() }}</h1>
    <div class="told">
      <h2>{{ words.title }}</h2>
      <p>{{ body() }}</p>
      <a class="btn" [routerLink]="members">{{ words.members }}</a>
    </div>
  `,
  styles: `
    .told {
      max-width: 560px;
      margin-top: 16px;
      padding-top: 16px;
      border-top: 4px solid var(--mat-sys-primary);
    }
    p {
      margin: 8px 0 20px;
      text-wrap: pretty;
    }
  `,
})
export class OwnersOnly {
  /** What the page is called. */
  readonly page = input.required<string>();

  private readonly currentTenant = inject(CurrentTenant);
  protected readonly members = webPaths.settingsMembers;
  protected readonly words = {
    title: service('settings.owners.title'),
    members: service('settings.owners.members'),
  };
  protected readonly body = computed(() =>
    service('settings.owners.body', { name: this.currentTenant.tenant()?.name ?? '' }),
  );
}
