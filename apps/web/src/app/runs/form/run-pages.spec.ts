import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { DESCRIBE_FAILURE, Notices } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../../core/http/api-failure';
import { FakeSession } from '../../core/testing/fake-session';
import { leaveWork } from '../../core/leave-work';
import { RunsApi } from '../runs-api';
import { bamfield, detail, run } from '../testing/runs';
import { button, enter, field, isThere, pause, saidOf, settle, words } from '../testing/page';
import { EditRunPage } from './edit-run-page';
import { NewRunPage } from './new-run-page';

@Component({ selector: 'sr-elsewhere', template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

describe('the form of a run', () => {
  const api = { create: jest.fn(), read: jest.fn(), update: jest.fn(), organisation: jest.fn() };
  let session: FakeSession;
  let harness: RouterTestingHarness;
  const rest = () => settle(harness.fixture);
  const url = () => TestBed.inject(Router).url;

  beforeEach(() => {
    for (const call of Object.values(api)) call.mockReset();
    api.organisation.mockRejectedValue(new ApiFailure('error.unavailable', 503));
    session = new FakeSession().enter();
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: api },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        session.provide(),
        provideRouter(
          [
            { path: 'app/provider/runs/new', component: NewRunPage, canDeactivate: [leaveWork] },
            { path: 'app/provider/runs/:id/edit', component: EditRunPage, canDeactivate: [leaveWork] },
            { path: '**', component: Elsewhere },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  async function open(path: string) {
    harness = await RouterTestingHarness.create(path);
    await rest();
  }
  async function press(name: string) {
    button(name).click();
    await rest();
  }

  describe('for a new one', () => {
    beforeEach(() => open('/app/provider/runs/new'));

    it('makes a draft of a name, and goes to it', async () => {
      api.create.mockResolvedValue(run({ id: 'made', status: 'draft' }));
      enter('Name', ' Dock fuel ');
      await press('Create run');
      expect(api.create).toHaveBeenCalledWith(
        expect.objectContaining({ name: 'Dock fuel', starts_at: null, market_mode: 'PRIVATE' }),
        expect.stringMatching(/^[0-9a-f]{32}$/),
      );
      expect(url()).toBe('/app/provider/runs/made');
      expect(TestBed.inject(Notices).text()).toContain('is there, as a draft');
    });

    it('calls nothing wrong before it was handed in, then leads to the first field that is', async () => {
      expect(document.querySelector('.says')).toBeNull();
      enter('Start time', '09:00');
      await press('Create run');
      expect(api.create).not.toHaveBeenCalled();
      expect(saidOf('Name')).toContain('Enter a name.');
      expect(saidOf('Start date')).toContain('Enter the day of the start, or leave its time empty.');
      expect(document.activeElement).toBe(field('Name'));
      enter('Name', 'Dock fuel');
      await rest();
      expect(saidOf('Name')).not.toContain('Enter a name.');
    });

    it('tells at once of a time that the clocks leave out', async () => {
      enter('Time zone', 'Europe/Berlin');
      enter('Start date', '2026-03-29');
      enter('Start time', '02:30');
      await rest();
      expect(saidOf('Start time')).toContain('There is no 02:30 on Sun 29 March 2026 in Berlin time');
    });

    it('keeps all that was typed when saving fails, and asks again for the same act', async () => {
      api.create.mockRejectedValueOnce(new ApiFailure('error.network', 0));
      enter('Name', 'Dock fuel');
      enter('Internal notes', 'Long hose');
      await press('Create run');
      expect(words(document.querySelector('sr-form-failure'))).toContain('There is no connection');
      expect([field('Name').value, field('Internal notes').value]).toEqual(['Dock fuel', 'Long hose']);
      api.create.mockResolvedValueOnce(run());
      await press('Create run');
      const [[, first], [, second]] = api.create.mock.calls;
      expect(second).toBe(first);
    });

    it('shows what the API finds wrong at its field, until that is changed', async () => {
      api.create.mockRejectedValueOnce(
        new ApiFailure('error.validation', 400, null, [
          { path: 'price_estimate_cents', rule: 'max', message: 'must not be so much' },
        ]),
      );
      enter('Name', 'Dock fuel');
      await press('Create run');
      expect(saidOf('Price estimate in dollars')).toContain('must not be so much');
      expect(document.activeElement).toBe(field('Price estimate in dollars'));
      expect(words(document.querySelector('sr-form-failure'))).toBe('');
      enter('Price estimate in dollars', '10');
      await rest();
      expect(saidOf('Price estimate in dollars')).not.toContain('must not be so much');
    });

    it('is sent once, however often the button is pressed', async () => {
      api.create.mockReturnValue(new Promise(() => undefined));
      enter('Name', 'Dock fuel');
      button('Create run').click();
      button('Create run').click();
      await rest();
      expect(api.create).toHaveBeenCalledTimes(1);
      expect(document.querySelector('[aria-busy=true]')?.textContent).toContain('Creating run');
    });

    it('asks before it is left with something in it, and stays if told so', async () => {
      enter('Name', 'Dock fuel');
      const going = TestBed.inject(Router).navigateByUrl('/app/provider/runs');
      await pause();
      expect(words(document.querySelector('[role=alertdialog] h2'))).toBe('Leave without saving?');
      button('Keep editing').click();
      expect(await going).toBe(false);
      expect(field('Name').value).toBe('Dock fuel');
      const again = TestBed.inject(Router).navigateByUrl('/app/provider/runs');
      await pause();
      button('Leave').click();
      expect(await again).toBe(true);
    });

    it('is left freely when empty, and by somebody who has been signed out', async () => {
      expect(await TestBed.inject(Router).navigateByUrl('/elsewhere')).toBe(true);
      await TestBed.inject(Router).navigateByUrl('/app/provider/runs/new');
      await rest();
      enter('Name', 'Dock fuel');
      session.leave();
      expect(await TestBed.inject(Router).navigateByUrl('/login')).toBe(true);
    });
  });

  describe('for a new one, in the organisation’s zone', () => {
    it('begins on its clock, and that is nothing to be lost', async () => {
      api.organisation.mockResolvedValue({ time_zone: 'Pacific/Chatham' });
      await open('/app/provider/runs/new');
      expect(field('Time zone').value).toBe('Pacific/Chatham');
      expect(await TestBed.inject(Router).navigateByUrl('/elsewhere')).toBe(true);
    });

    it('leaves alone what has been typed before that is known', async () => {
      let tell: (organisation: { time_zone: string }) => void = () => undefined;
      api.organisation.mockReturnValue(new Promise((resolve) => (tell = resolve)));
      await open('/app/provider/runs/new');
      const before = field('Time zone').value;
      enter('Name', 'Dock fuel');
      tell({ time_zone: 'Pacific/Chatham' });
      await rest();
      expect([field('Name').value, field('Time zone').value]).toEqual(['Dock fuel', before]);
    });
  });

  describe('for one like another', () => {
    const path = `/app/provider/runs/new?from=${bamfield.id}`;

    it('is filled in from it, without its date; nothing else happens until it is made', async () => {
      api.read.mockResolvedValue(detail({ portal_id: 'home', internal_notes: 'Long hose' }));
      await open(path);
      expect(words(document.querySelector('.what'))).toContain(`Filled in from “${bamfield.name}”, without its date.`);
      expect(['Name', 'Zone', 'Internal notes', 'Time zone'].map((label) => field(label).value)).toEqual([
        bamfield.name,
        'Bamfield',
        'Long hose',
        'America/Vancouver',
      ]);
      expect(['Start date', 'Start time', 'End date', 'End time'].map((label) => field(label).value).join('')).toBe('');
      expect(document.querySelector<HTMLInputElement>('#run-marketMode-TARGETED')?.checked).toBe(true);
      expect(api.create).not.toHaveBeenCalled();

      api.create.mockResolvedValue(run({ id: 'made', status: 'draft' }));
      await press('Create run');
      expect(api.create.mock.calls[0]?.[0]).toEqual({
        name: bamfield.name,
        starts_at: null,
        ends_at: null,
        time_zone: 'America/Vancouver',
        zone_name: 'Bamfield',
        market_mode: 'TARGETED',
        portal_id: 'home',
        service_address: 'Wick Road, second gate',
        internal_notes: 'Long hose',
        price_estimate_cents: 420000,
      });
      expect(url()).toBe('/app/provider/runs/made');
    });

    it('is left freely while nothing was typed, and not without a question after that', async () => {
      api.read.mockResolvedValue(detail());
      await open(path);
      enter('Name', 'Another');
      const going = TestBed.inject(Router).navigateByUrl('/elsewhere');
      await pause();
      button('Keep editing').click();
      expect(await going).toBe(false);
      enter('Name', bamfield.name);
      expect(await TestBed.inject(Router).navigateByUrl('/elsewhere')).toBe(true);
    });

    it('says that it could not be fetched, and tries again', async () => {
      api.read.mockRejectedValueOnce(new ApiFailure('error.run.not_found', 404));
      await open(path);
      expect(words(document.querySelector('[role=alert]'))).toContain('The run to duplicate could not be fetched');
      api.read.mockResolvedValue(detail());
      await press('Try again');
      expect(field('Name').value).toBe(bamfield.name);
    });
  });

  describe('for one that is there', () => {
    const path = `/app/provider/runs/${bamfield.id}/edit`;

    it('sends only what was changed, from the version that was read', async () => {
      api.read.mockResolvedValue(detail());
      api.update.mockResolvedValue(run({ version: 4 }));
      await open(path);
      expect(field('Start time').value).toBe('09:00');
      expect(field('Price estimate in dollars').value).toBe('4200');
      enter('Zone', 'Anacla');
      await press('Save changes');
      expect(api.update).toHaveBeenCalledWith(expect.objectContaining({ id: bamfield.id, version: 3 }), {
        zone_name: 'Anacla',
      });
      expect(url()).toBe(`/app/provider/runs/${bamfield.id}`);
    });

    it('saves nothing where nothing was changed', async () => {
      api.read.mockResolvedValue(detail());
      await open(path);
      await press('Save changes');
      expect(api.update).not.toHaveBeenCalled();
      expect(url()).toBe(`/app/provider/runs/${bamfield.id}`);
    });

    it('says why a published run cannot be made private, at the mode', async () => {
      api.read.mockResolvedValue(detail());
      api.update.mockRejectedValue(new ApiFailure('error.run.market_mode_forbids', 409));
      await open(path);
      document.querySelector<HTMLInputElement>('#run-marketMode-PRIVATE')?.click();
      await press('Save changes');
      expect(words(document.querySelector('#run-marketMode-wrong'))).toContain('Take it off its portals');
    });

    describe('and was changed by somebody else meanwhile', () => {
      beforeEach(async () => {
        api.read.mockResolvedValueOnce(detail());
        api.read.mockResolvedValueOnce(detail({ version: 7, name: 'Their name', zone_name: 'Anacla' }));
        api.update.mockRejectedValueOnce(new ApiFailure('error.precondition_failed', 412));
        await open(path);
        enter('Zone', 'My zone');
        enter('Internal notes', 'Mine');
        await press('Save changes');
      });

      it('says so, and what they changed; nothing that was typed is gone', () => {
        const conflict = document.querySelector<HTMLElement>('.conflict');
        expect(words(conflict)).toContain('They changed: name and zone. What you typed is still here');
        expect([...(conflict?.querySelectorAll('dl > div') ?? [])].map(words)).toEqual([
          `Name Their name It was: ${bamfield.name}`,
          'Zone Anacla It was: BamfieldYou typed: My zone',
        ]);
        expect(document.activeElement).toBe(conflict);
        expect(field('Internal notes').value).toBe('Mine');
        expect(field('Name').value).toBe(bamfield.name);
      });

      it('puts mine over theirs, to be looked over and saved', async () => {
        api.update.mockResolvedValueOnce(run({ version: 8 }));
        await press('Keep my changes');
        expect(document.activeElement).toBe(document.querySelector('h1'));
        expect([field('Name').value, field('Zone').value, field('Internal notes').value]).toEqual([
          'Their name',
          'My zone',
          'Mine',
        ]);
        await press('Save changes');
        expect(api.update).toHaveBeenLastCalledWith(expect.objectContaining({ version: 7 }), {
          zone_name: 'My zone',
          internal_notes: 'Mine',
        });
      });

      it('or drops mine', async () => {
        await press('Drop mine, load theirs');
        expect([field('Zone').value, field('Internal notes').value]).toEqual(['Anacla', '']);
        expect(isThere('Keep my changes')).toBe(false);
        expect(await TestBed.inject(Router).navigateByUrl('/elsewhere')).toBe(true);
      });

      it('is not saved over the open question', async () => {
        await press('Save changes');
        expect(api.update).toHaveBeenCalledTimes(1);
      });
    });

    it('says that it could not be fetched, and tries again', async () => {
      api.read.mockRejectedValueOnce(new ApiFailure('error.internal', 500, 'abcd'));
      api.read.mockResolvedValueOnce(detail());
      await open(path);
      expect(words(document.querySelector('[role=alert]'))).toContain('Number to quote: abcd');
      await press('Try again');
      expect(field('Name').value).toBe(bamfield.name);
    });
  });
});
