import type { Portals } from './barkley.ts';
import type { Organisation, RequestStory, Story } from './story.ts';

type Outcome = 'accept' | `decline: ${string}`;

/** What else has come in at Barkley over the season: most of it long settled. */
const OLDER: readonly (readonly [string, string, string, number, string, string, keyof Portals, Outcome])[] = [
  [
    'hesketh',
    'Ann Hesketh',
    'Ucluelet',
    -12,
    '09:12',
    '300 gal septic tank, lid exposed, parking on the left.',
    'westCoast',
    'accept',
  ],
  [
    'sorensen',
    'Walt Sorensen',
    'Zeballos',
    -9,
    '20:30',
    'Fill the 900 L tank please; the gauge is broken, dip it.',
    'northwest',
    'accept',
  ],
  [
    'leduc',
    'Village works, Zeballos',
    'Zeballos',
    -8,
    '10:04',
    'Two municipal tanks, 2,000 L each. Purchase order follows by mail.',
    'northwest',
    'accept',
  ],
  [
    'float-19',
    'Otto Lindner',
    'Tofino',
    -11,
    '18:45',
    'Float home 19, holding tank 150 gal, needs the workboat.',
    'westCoast',
    'accept',
  ],
  ['moretti', 'Sal Moretti', 'Ucluelet', -33, '08:15', 'Annual pump-out. Dog is friendly.', 'westCoast', 'accept'],
  [
    'inlet-lodge',
    'Effingham lodge',
    'Bamfield',
    -41,
    '12:00',
    'Lodge is closing for the season; both tanks before the water goes off.',
    'bamfield',
    'accept',
  ],
  [
    'hydro-camp',
    'Line crew camp',
    'Nootka Sound',
    -27,
    '06:50',
    'Ten-man camp at Muchalat, diesel 1,200 L, through the week.',
    'northwest',
    'accept',
  ],
  [
    'prentiss',
    'Gail Prentiss',
    'Nootka Sound',
    -22,
    '16:18',
    'Community hall oil tank is at a quarter.',
    'northwest',
    'accept',
  ],
  [
    'sailboat',
    'SV Tern',
    'Tofino',
    -16,
    '23:11',
    'Diesel 80 L at the fuel dock, Sunday at noon?',
    'westCoast',
    'decline: We do not drive on Sundays; the fuel dock sells from eight on Mondays.',
  ],
  [
    'hot-tub',
    'Lakeside rentals',
    'Alberni Valley',
    -19,
    '14:26',
    'Drain three hot tubs at Sproat Lake.',
    'westCoast',
    'decline: Pool water may not go into the septic truck.',
  ],
  [
    'far-north',
    'Quatsino outpost',
    'Quatsino Sound',
    -25,
    '11:37',
    'Stove oil to Winter Harbour, 800 L.',
    'northwest',
    'decline: Too far north for us; ask the fuel dock in Coal Harbour.',
  ],
];

export function tellRequests(story: Story, barkley: Organisation, portals: Portals): void {
  for (const [key, name, zone, day, time, summary, portal, outcome] of OLDER) {
    const request: RequestStory = story.request(barkley, portals[portal], null, {
      key,
      name,
      email: `mail@${key}.example`,
      zone,
      summary,
      at: story.clock.at(day, time),
    });
    if (outcome === 'accept') request.accept();
    else request.decline(outcome.slice('decline: '.length));
  }
}
