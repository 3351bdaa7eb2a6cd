import { computed, DOCUMENT, effect, inject, Service, signal } from '@angular/core';
import { type Id, type Membership } from '@service-runs/contracts';
import { Session } from './session';

const chosenKey = 'service-runs.organisation';

/**
 * The organisation that a person acts for on the provider's pages. A tab keeps its own, also when it is loaded again, so
 * that two tabs in two organisations do not mix; a new tab begins with the one that was chosen last in this browser.
 */
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

  constructor() {
    effect(() => {
      const id = this.id();
      if (id !== null) this.keep((window) => window.sessionStorage, id);
    });
  }

  choose(id: Id): void {
    this.chosen.set(id);
    this.keep((window) => window.localStorage, id);
  }

  private keep(where: (window: Window) => Storage, id: Id): void {
    try {
      if (this.window) where(this.window).setItem(chosenKey, id);
    } catch {
      // Storage is switched off: the choice holds until the page is loaded again.
    }
  }

  private remembered(): Id | null {
    try {
      return this.window?.sessionStorage.getItem(chosenKey) ?? this.window?.localStorage.getItem(chosenKey) ?? null;
    } catch {
      return null;
    }
  }
}
