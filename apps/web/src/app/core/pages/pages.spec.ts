import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../http/api-failure';
import { PageReload } from '../page-reload';
import { CurrentTenant } from '../session/current-tenant';
import { FakeSession } from '../testing/fake-session';
import { NewOrganisationPage } from './new-organisation-page';
import { NothingHereAlone } from './nothing-here-page';
import { UnreachablePage } from './unreachable-page';

const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('pages of the frame', () => {
  let session: FakeSession;
  const reload = { now: jest.fn() };

  beforeEach(() => {
    localStorage.clear();
    reload.now.mockReset();
    session = new FakeSession().enter([]);
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        { provide: PageReload, useValue: reload },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter([{ path: '**', children: [] }]),
      ],
    });
  });

  async function show<T>(page: new () => T) {
    const fixture = TestBed.createComponent(page);
    await fixture.whenStable();
    return { fixture, host: fixture.nativeElement as HTMLElement };
  }

  describe('where an organisation is made', () => {
    async function create(name: string) {
      const { fixture, host } = await show(NewOrganisationPage);
      const input = host.querySelector('#organisation-name') as HTMLInputElement;
      const phone = host.querySelector('#organisation-phone') as HTMLInputElement;
      input.value = name;
      phone.value = ' 250-555-0142 ';
      host.querySelector<HTMLButtonElement>('form button')?.click();
      await fixture.whenStable();
      return { host, input };
    }

    it('makes it in the reader’s zone, chooses it and goes to its runs', async () => {
      await create(' Kyuquot Fuel ');
      expect(session.createTenant).toHaveBeenCalledWith({
        name: 'Kyuquot Fuel',
        contact_phone: '250-555-0142',
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
      expect(TestBed.inject(CurrentTenant).tenant()).toMatchObject({ name: 'Kyuquot Fuel' });
      expect(TestBed.inject(Router).url).toBe('/app/provider/runs');
    });

    it('asks for the name where there is none', async () => {
      const { host, input } = await create('  ');
      expect(session.createTenant).not.toHaveBeenCalled();
      expect(input.getAttribute('aria-invalid')).toBe('true');
      expect(words(host.querySelector(`#${input.getAttribute('aria-describedby')}`))).toBe(
        'Enter the name your customers know.',
      );
      expect(document.activeElement).toBe(input);
    });

    it('names the field that the server found wrong', async () => {
      const details = [{ path: 'contact_phone', rule: 'max_length', message: 'must be 50 characters or fewer' }];
      session.createTenant.mockRejectedValue(new ApiFailure('error.validation', 400, null, details));
      const { host } = await create('Kyuquot Fuel');
      const phone = host.querySelector('#organisation-phone');
      expect(phone?.getAttribute('aria-invalid')).toBe('true');
      expect(words(host.querySelector('#organisation-phone-wrong'))).toBe(
        'This number must be 50 characters or fewer.',
      );
      expect(document.activeElement).toBe(phone);
    });

    it('keeps what was typed when it fails', async () => {
      session.createTenant.mockRejectedValue(new ApiFailure('error.unavailable', 503, '7f3a'));
      const { host, input } = await create('Kyuquot Fuel');
      expect(words(host.querySelector('[role=alert]'))).toContain('The server is busy.');
      expect(words(host.querySelector('[role=alert]'))).toContain('Number to quote: 7f3a');
      expect(input.value).toBe('Kyuquot Fuel');
    });
  });

  it('say that an address leads nowhere, and lead on', async () => {
    const { host } = await show(NothingHereAlone);
    expect(words(host.querySelector('h1'))).toBe('Nothing here');
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/');
  });

  it('say that the service could not be reached, and try again', async () => {
    session.failure.set(new ApiFailure('error.unavailable', 503, '7f3a'));
    const { host } = await show(UnreachablePage);
    expect(words(host)).toContain('Service Runs could not be reached');
    expect(words(host)).toContain('Number to quote: 7f3a');
    host.querySelector('button')?.click();
    expect(reload.now).toHaveBeenCalledTimes(1);
  });

  it('say that the code of a page did not come', async () => {
    const { host } = await show(UnreachablePage);
    expect(words(host)).toContain('This page could not be loaded');
  });
});
