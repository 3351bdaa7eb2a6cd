import { type Individual, type Me, type Membership, type RegisterInput } from '@service-runs/contracts';
import { computed, type Provider, signal } from '@angular/core';
import { Session, type SessionState } from '../session/session';

export const dana: Individual = {
  id: '11111111-1111-4111-8111-111111111111',
  email: 'dana@barkleyseptic.example',
  display_name: 'Dana Whitford',
  email_verified: true,
};
export const barkley: Membership = {
  id: 'aaaaaaaa-1111-4111-8111-111111111111',
  name: 'Barkley Septic & Fuel',
  slug: 'barkley',
  role: 'owner',
};
export const alberni: Membership = {
  id: 'bbbbbbbb-1111-4111-8111-111111111111',
  name: 'Alberni Marine Works',
  slug: 'alberni',
  role: 'staff',
};

/** Stands in for the session in tests of pages: no calls, and whoever the test says is signed in. */
export class FakeSession {
  readonly state = signal<SessionState>('signed_out');
  readonly individual = signal<Individual | null>(null);
  readonly tenants = signal<readonly Membership[]>([]);
  readonly sendsMail = signal(false);
  readonly failure = signal<unknown>(null);
  readonly signedIn = computed(() => this.state() === 'signed_in');

  readonly settle = jest.fn(() => Promise.resolve(this.state()));
  readonly signIn = jest.fn((_input: { email: string; password: string }) => Promise.resolve());
  readonly register = jest.fn((_input: RegisterInput) => Promise.resolve());
  readonly load = jest.fn(() => Promise.resolve());
  readonly take = jest.fn(({ individual, tenants }: Me) => {
    this.individual.set(individual);
    this.tenants.set(tenants);
  });
  readonly accessToken = jest.fn(() => Promise.resolve(this.signedIn() ? 'token' : null));
  readonly renew = jest.fn((_refused: string | null) => Promise.resolve<string | null>(null));
  readonly createTenant = jest.fn((input: { name: string }) => {
    const tenant = { ...alberni, name: input.name };
    this.tenants.update((tenants) => [...tenants, tenant]);
    return Promise.resolve(tenant);
  });
  readonly signOut = jest.fn(() => {
    this.leave();
    return Promise.resolve();
  });

  /** As if this person had signed in. */
  enter(tenants: readonly Membership[] = [barkley], individual: Individual = dana): this {
    this.individual.set(individual);
    this.tenants.set(tenants);
    this.state.set('signed_in');
    return this;
  }

  leave(): void {
    this.individual.set(null);
    this.tenants.set([]);
    this.state.set('signed_out');
  }

  provide(): Provider {
    return { provide: Session, useValue: this };
  }
}
