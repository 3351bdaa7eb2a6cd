import { TestBed } from '@angular/core/testing';
import { type MarketMode, type Publication } from '@service-runs/contracts';
import { Notices } from '@service-runs/ui';
import { ApiFailure } from '../../core/http/api-failure';
import { isThere, words } from '../testing/page';
import { RunPageBench } from '../testing/run-page';
import { bamfield, detail, publication } from '../testing/runs';

describe('publishing a run', () => {
  let bench: RunPageBench;
  const part = (selector: string) => words(document.querySelector(selector));
  const says = () => part('[role=dialog]');
  const box = (name: string | RegExp) => {
    const label = [...document.querySelectorAll<HTMLLabelElement>('.pick label')].find((each) =>
      words(each).match(name),
    );
    return document.getElementById(label?.htmlFor ?? '') as HTMLInputElement;
  };
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('.pick input')].map(({ disabled }) => disabled);
  const publishing = () => [...document.querySelectorAll('.strip li')].map(words)[3];

  beforeEach(() => {
    bench = new RunPageBench();
    bench.runs.portals.mockResolvedValue([
      { id: 'p1', slug: 'bamfield', name: 'Bamfield community', linked: true },
      { id: 'p2', slug: 'west-coast', name: 'West coast services', linked: true },
      { id: 'p3', slug: 'renfrew', name: 'Port Renfrew board', linked: false },
    ]);
  });

  async function open(market_mode: MarketMode = 'TARGETED', publications: Publication[] = []) {
    const publishing_state = publications.length > 0 ? 'published' : null;
    await bench.open(detail({ market_mode, publishing_state }, { publications }));
    await bench.press('Publish to Portals');
  }
  async function mark(...names: (string | RegExp)[]) {
    for (const name of names) box(name).click();
    await bench.rest();
  }

  it('says that it invites nobody, and what the public sees of it, which is little', async () => {
    await open();
    expect(part('[role=dialog] .rule-block')).toContain('Publishing sends no invitation');
    expect([...document.querySelectorAll('[role=dialog] .facts > div')].map(words)).toEqual([
      'NameSeptic pump-out, Bamfield west side',
      'WhenThu 12 March 2026, 09:00–17:00 · Vancouver time',
      'ZoneBamfield',
      'ProviderBarkley Septic & Fuel',
    ]);
    expect(says()).not.toContain('Wick Road');
    expect(says()).not.toContain('4200');
  });

  it.each([
    ['PRIVATE', [true, true, true], 'Not possible while the run is private'],
    ['TARGETED', [false, false, true], 'Not possible while the run is targeted'],
    ['OPEN', [false, false, false], null],
  ] as const)('lets a %s run stand where its mode allows, and says why nowhere else', async (mode, disabled, why) => {
    await open(mode);
    expect(boxes()).toEqual(disabled);
    const reasons = [...document.querySelectorAll('.pick li.off .sub')].map(words);
    expect(reasons).toHaveLength(disabled.filter(Boolean).length);
    for (const reason of reasons) expect(reason).toContain(why);
    expect(isThere('Publish')).toBe(mode !== 'PRIVATE');
  });

  it('publishes on several at once, and the page says so', async () => {
    await open();
    expect(publishing()).toBe('Not published');
    await mark(/Bamfield/, /West coast/);
    expect(part('[role=dialog] footer')).toContain('2 portals chosen');
    const publications = [publication('p1', { portal_name: 'Bamfield community' }), publication('p2')];
    bench.runs.publish.mockResolvedValue(publications);
    bench.runs.read.mockResolvedValue(detail({ publishing_state: 'published' }, { publications }));
    await bench.press('Publish');
    expect(bench.runs.publish.mock.calls).toEqual([[bamfield.id, ['p1', 'p2']]]);
    expect(publishing()).toBe('Published on 2 portals');
    expect(part('sr-publications-section')).toContain('Bamfield community');
    expect(TestBed.inject(Notices).text()).toBe('Published on 2 portals. Nobody was notified.');
    expect(says()).toContain('It is published on every portal that it may stand on.');
    expect(isThere('Unpublish from Bamfield community')).toBe(true);
  });

  it('shows what is so now even where the look for news fails', async () => {
    await open();
    await mark(/Bamfield/);
    bench.runs.publish.mockResolvedValue([publication('p1')]);
    bench.runs.read.mockRejectedValue(new ApiFailure('error.unavailable', 503));
    await bench.press('Publish');
    expect(publishing()).toBe('Published on 1 portal');
  });

  it('sends nothing while nothing is chosen, and says what is missing', async () => {
    await open();
    await bench.press('Publish');
    expect(bench.runs.publish).not.toHaveBeenCalled();
    expect(part('[role=dialog] .says')).toBe('Choose at least one portal.');
    await mark(/Bamfield/);
    expect(document.querySelector('[role=dialog] .says')).toBeNull();
  });

  it('tells clearly that the mode forbids it now, and shows what is possible since', async () => {
    await open('OPEN');
    await mark(/Renfrew/, /Bamfield/);
    bench.runs.publish.mockRejectedValue(new ApiFailure('error.run.market_mode_forbids', 409));
    bench.runs.read.mockResolvedValue(detail({ market_mode: 'TARGETED' }));
    await bench.press('Publish');
    expect(part('[role=dialog] [role=alert]')).toContain('market mode does not allow that. Nothing was changed');
    expect(boxes()).toEqual([false, false, true]);
    // What was chosen and is still possible stays chosen.
    expect([box(/Bamfield/).checked, box(/Renfrew/).checked]).toEqual([true, false]);
  });

  it('asks for the portals anew where one is gone', async () => {
    await open();
    await mark(/Bamfield/, /West coast/);
    bench.runs.publish.mockRejectedValue(new ApiFailure('error.portal.not_found', 404));
    bench.runs.portals.mockResolvedValue([{ id: 'p1', slug: 'bamfield', name: 'Bamfield community', linked: true }]);
    await bench.press('Publish');
    expect(part('[role=dialog] [role=alert]')).toContain('There is no such portal');
    expect(boxes()).toHaveLength(1);
    expect(part('[role=dialog] footer')).toContain('1 portal chosen');
  });

  it('says that a draft is not seen yet', async () => {
    await bench.open(detail({ status: 'draft' }));
    await bench.press('Publish to Portals');
    expect(says()).toContain('Portals show it once it is scheduled.');
  });

  it('says that the portals could not be fetched, and tries again', async () => {
    bench.runs.portals.mockRejectedValueOnce(new ApiFailure('error.internal', 500, '7f3a'));
    await open();
    expect(says()).toMatch(/The portals could not be fetched.*7f3a/);
    await bench.press('Try again');
    expect(boxes()).toHaveLength(3);
  });

  it('says that there is no portal', async () => {
    bench.runs.portals.mockResolvedValue([]);
    await open();
    expect(says()).toContain('There is no portal yet.');
    expect(isThere('Publish')).toBe(false);
  });

  describe('and taking it off', () => {
    const live = [publication('p1', { portal_name: 'Bamfield community', portal_slug: 'bamfield' })];
    const off = [{ ...live[0]!, unpublished_at: '2026-03-10T22:20:00.000Z' }];

    it('asks once, saying what will happen, from the run’s page', async () => {
      await bench.open(detail({ publishing_state: 'published' }, { publications: live }));
      await bench.press('Unpublish from Bamfield community');
      expect(part('[role=alertdialog]')).toContain(
        'stops showing “Septic pump-out, Bamfield west side” at once, and nobody can ask for a reservation there.',
      );
      await bench.press('Leave it published');
      expect(bench.runs.unpublish).not.toHaveBeenCalled();

      await bench.press('Unpublish from Bamfield community');
      bench.runs.unpublish.mockResolvedValue(off);
      bench.runs.read.mockResolvedValue(detail({ publishing_state: 'unpublished' }, { publications: off }));
      await bench.press('Unpublish');
      expect(bench.runs.unpublish.mock.calls).toEqual([[bamfield.id, ['p1']]]);
      expect(publishing()).toBe('Unpublished');
      expect(isThere('Unpublish from Bamfield community')).toBe(false);
      expect(part('h2:focus')).toBe('Publications');
    });

    it('makes the portal one to choose again, from the dialog', async () => {
      await open('TARGETED', live);
      // Of the two that say so the dialog's lies on top.
      await bench.press('Unpublish from Bamfield community');
      bench.runs.unpublish.mockResolvedValue(off);
      bench.runs.read.mockResolvedValue(detail({ publishing_state: 'unpublished' }, { publications: off }));
      await bench.press('Unpublish');
      expect(boxes()).toEqual([false, false, true]);
      expect(part('[role=dialog] h3:focus')).toBe('Portals');
    });

    it('keeps the question open when it fails, and says why', async () => {
      await bench.open(detail({}, { publications: live }));
      await bench.press('Unpublish from Bamfield community');
      bench.runs.unpublish.mockRejectedValue(new ApiFailure('error.network', 0));
      await bench.press('Unpublish');
      expect(part('[role=alertdialog] [role=alert]')).toContain('There is no connection.');
      expect(publishing()).toBe('Published on 1 portal');
    });
  });
});
