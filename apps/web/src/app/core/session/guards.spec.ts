import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { PageReload } from '../page-reload';
import { alberni, barkley, FakeSession } from '../testing/fake-session';
import { CurrentTenant } from './current-tenant';
import { byLoad, memberOfTenant, signedIn, signedOut, toFirstPlace } from './guards';

@Component({ template: 'page' })
class Page {}

describe('the way to a page', () => {
  let session: FakeSession;
  const reload = { to: jest.fn() };

  beforeEach(() => {
    localStorage.clear();
    reload.to.mockReset();
    session = new FakeSession();
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        { provide: PageReload, useValue: reload },
        provideRouter(
          [
            { path: 'login', canActivate: [signedOut], component: Page },
            { path: 'i/:token', canActivate: [byLoad], component: Page },
            { path: 'unreachable', component: Page },
            {
              path: 'app',
              canActivate: [signedIn],
              children: [
                { path: '', pathMatch: 'full', canActivate: [toFirstPlace], children: [] },
                { path: 'provider/runs', canActivate: [memberOfTenant], component: Page },
                { path: 'runs', component: Page },
              ],
            },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  async function go(url: string): Promise<string> {
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(url);
    return TestBed.inject(Router).url;
  }

  it('leads somebody who is not signed in to sign-in, and back afterwards', async () => {
    expect(await go('/app/provider/runs?status=draft')).toBe(
      '/login?return_to=%2Fapp%2Fprovider%2Fruns%3Fstatus%3Ddraft',
    );
  });

  it('asks who somebody is before it chooses a first place', async () => {
    expect(await go('/app')).toBe('/login?return_to=%2Fapp');
  });

  it('leads a member to the provider’s runs', async () => {
    session.enter([barkley]);
    expect(await go('/app')).toBe('/app/provider/runs');
  });

  it('leads everybody else to the runs shared with them', async () => {
    session.enter([]);
    expect(await go('/app')).toBe('/app/runs');
  });

  it('keeps people who belong to no organisation out of the provider’s pages', async () => {
    session.enter([]);
    expect(await go('/app/provider/runs')).toBe('/app/runs');
  });

  it('leads somebody who is signed in past the sign-in page', async () => {
    session.enter([barkley]);
    expect(await go('/login?return_to=%2Fapp%2Fruns')).toBe('/app/runs');
    expect(reload.to).not.toHaveBeenCalled();
  });

  it('leads to an invitation link by a load', async () => {
    session.enter([barkley]);
    await go('/login?return_to=%2Fi%2Fabc');
    expect(reload.to).toHaveBeenCalledWith('/i/abc');
  });

  it('never leads out of this app', async () => {
    session.enter([barkley]);
    expect(await go('/login?return_to=%2F%2Fevil.example')).toBe('/app/provider/runs');
  });

  it('says so when it cannot be found out who is asking', async () => {
    session.state.set('unreachable');
    expect(await go('/app/runs')).toBe('/unreachable');
  });
});

describe('the organisation that a person acts for', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  function tenants(memberships = [barkley, alberni]) {
    const session = new FakeSession().enter(memberships);
    TestBed.configureTestingModule({ providers: [session.provide()] });
    return { session, current: TestBed.inject(CurrentTenant) };
  }

  it('is the first, until another is chosen, which is remembered', () => {
    const { current } = tenants();
    expect(current.tenant()).toEqual(barkley);
    current.choose(alberni.id);
    expect(current.tenant()).toEqual(alberni);
    TestBed.resetTestingModule();
    expect(tenants().current.id()).toBe(alberni.id);
  });

  it('stays this tab’s own, whatever is chosen in another', () => {
    expect(tenants().current.id()).toBe(barkley.id);
    TestBed.tick();
    // As another tab would: what it keeps for itself is not seen here.
    localStorage.setItem('service-runs.organisation', alberni.id);
    TestBed.resetTestingModule();
    expect(tenants().current.id()).toBe(barkley.id);
    TestBed.resetTestingModule();
    sessionStorage.clear();
    expect(tenants().current.id()).toBe(alberni.id);
  });

  it('is never one that the person does not belong to', () => {
    localStorage.setItem('service-runs.organisation', 'somebody-elses');
    const { session, current } = tenants();
    expect(current.tenant()).toEqual(barkley);
    session.tenants.set([]);
    expect(current.id()).toBeNull();
  });
});
