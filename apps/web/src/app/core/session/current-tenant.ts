import { computed, DOCUMENT, inject, Service, signal } from '@angular/core';
import { type Id, type Membership } from '@service-runs/contracts';
import { Session } from './session';

const chosenKey = 'service-runs.organisation';

/** The organisation that a person acts for on the provider's pages; the choice is remembered in this browser. */
@Service()
export class CurrentTenant {
  private readonly session = inject(Session);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly chosen = signal(this.remembered());

  /** The chosen one while the person belongs to it, else the first; null for somebody who belongs to none. */
  readonly tenant = computed<Membership | null>(() => {
    const tenants = this.session.tenants();
    return tenants.find(({ id }) => id === this.chosen()) ?? tenants[0] ?? null;
  });
  readonly id = computed(() => this.tenant()?.id ?? null);

  choose(id: Id): void {
    this.chosen.set(id);
    try {
      this.window?.localStorage.setItem(chosenKey, id);
    } catch {
      // Storage is switched off: the choice holds for as long as the tab.
    }
  }

  private remembered(): Id | null {
    try {
      return this.window?.localStorage.getItem(chosenKey) ?? null;
    } catch {
      return null;
    }
  }
}
