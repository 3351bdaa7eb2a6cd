// Sarita Equipment: generators, outboards and docks, out of a shed near Bamfield.
import type { Portals } from './barkley.ts';
import {
  amrit,
  beth,
  colin,
  dana,
  harold,
  ingrid,
  june,
  marie,
  noel,
  petra,
  REGULARS,
  type Account,
} from './people.ts';
import type { Invitee, NewRun, Organisation, RunStory, Story } from './story.ts';

const invitee = ({ email, name }: Account, role: string): Invitee => ({ email, name, role });

export function tellSarita(story: Story, sarita: Organisation, { bamfield, westCoast, renfrew }: Portals): void {
  const { clock } = story;
  const run = (
    key: string,
    name: string,
    zone: string,
    mode: NewRun['mode'],
    [day, from, to]: [number, string, string],
    at: string,
    more: Partial<NewRun> = {},
  ): RunStory => {
    const on = clock.workday(day);
    const window = { starts: clock.at(on, from), ends: clock.at(on, to) };
    return story.run(sarita, { key: `sarita-${key}`, name, zone, mode, by: noel, at, ...window, ...more });
  };

  const grappler = run(
    'grappler-outboards',
    'Outboard and generator service, Grappler',
    'Grappler Inlet',
    'OPEN',
    [16, '10:00', '15:30'],
    clock.at(-12, '18:20'),
    { address: 'Public float, head of the inlet', notes: 'Low tide at noon: small motors first.', price: 190_000 },
  );
  grappler.is('scheduled', clock.at(-12, '18:22'), noel).published(clock.at(-12, '18:30'), noel, bamfield, westCoast);
  grappler.invited(
    clock.at(-3, '19:10'),
    noel,
    [invitee(june, 'Property owner'), invitee(marie, 'Property owner'), invitee(amrit, 'Boat shed')],
    { message: 'Tell me the model and I bring the right filters. Noel' },
  );
  grappler.claimed(clock.at(-2, '07:30'), amrit);
  grappler.claimed(clock.at(-1, '08:14'), june);
  story.request(sarita, bamfield, grappler, {
    key: 'outboard-60',
    name: 'Tess Arnaud',
    email: 'tess@strawberrypoint.example',
    phone: '250-555-0155',
    zone: 'Grappler Inlet',
    summary: 'A 60 horse outboard that overheats after ten minutes. It is on a trailer at the ramp.',
    at: clock.minutesAgo(310),
  });

  const standby = run(
    'barkley-yard-standby',
    'Standby generator load test, Port Alberni fuel yard',
    'Alberni Inlet',
    'PRIVATE',
    [10, '13:00', '16:00'],
    clock.at(-9, '09:05'),
    { price: 95_000 },
  );
  standby.is('scheduled', clock.at(-9, '09:06'), noel);
  standby.invited(clock.at(-9, '09:10'), noel, [
    invitee(dana, 'Site owner'),
    { email: 'alarm@alberniwatch.example', name: 'Alberni Watch', role: 'Alarm company' },
  ]);
  standby.claimed(clock.at(-8, '11:52'), dana);

  const floats = run(
    'bamfield-float-repairs',
    'Dock float repairs, Bamfield boardwalk',
    'Bamfield',
    'TARGETED',
    [23, '08:00', '16:00'],
    clock.at(-15, '17:40'),
    { ends: clock.at(clock.workday(23) + 1, '14:00'), address: 'Boardwalk floats 4 to 9', price: 640_000 },
  );
  floats.is('scheduled', clock.at(-15, '17:41'), noel).published(clock.at(-14, '08:00'), ingrid, bamfield);
  floats.invited(clock.at(-10, '12:00'), ingrid, [
    invitee(harold, 'Caretaker'),
    invitee(colin, 'Campground manager'),
    invitee(beth, 'Host'),
    invitee(petra, 'Site contact'),
  ]);
  floats.claimed(clock.at(-9, '13:11'), harold).claimed(clock.at(-8, '15:45'), beth);
  floats.revoked(clock.at(-7, '10:00'), ingrid, colin.email, null);
  const boom = story.request(sarita, bamfield, floats, {
    key: 'boom-chain',
    name: 'Kelp Bay House',
    email: beth.email,
    zone: 'Bamfield',
    summary: 'Boom chain on the outer float has one shackle left. Can it be looked at while you are there?',
    at: clock.at(-6, '07:20'),
  });
  floats.attached(clock.at(-5, '18:00'), noel, boom);

  run(
    'ahousat-solar',
    'Solar and battery check, Ahousat school',
    'Clayoquot Sound',
    'TARGETED',
    [-3, '09:00', '15:00'],
    clock.at(-25, '10:00'),
  )
    .is('scheduled', clock.at(-25, '10:02'), noel)
    .published(clock.at(-24, '09:00'), noel, westCoast)
    .invited(
      clock.at(-20, '09:00'),
      noel,
      (REGULARS['Clayoquot Sound'] ?? []).map(({ person, role }) => invitee(person, role)),
    )
    .claimed(clock.at(-19, '11:00'), REGULARS['Clayoquot Sound']?.[0]?.person as Account)
    .is('in_progress', clock.at(clock.workday(-3), '09:05'), noel)
    .is('completed', clock.at(clock.workday(-3), '14:50'), noel);

  run(
    'sarita-camp',
    'Generator overhaul, Sarita camp',
    'Sarita',
    'PRIVATE',
    [-17, '08:00', '17:00'],
    clock.at(-40, '10:00'),
    {
      notes: 'Second unit needs a new governor; parts come on the coastal freighter.',
    },
  )
    .is('scheduled', clock.at(-40, '10:02'), noel)
    .is('in_progress', clock.at(clock.workday(-17), '08:10'), noel)
    .is('completed', clock.at(clock.workday(-17), '18:05'), noel);

  run(
    'renfrew-dock',
    'Dock inspection, Port Renfrew pier',
    'San Juan valley',
    'OPEN',
    [-11, '10:00', '14:00'],
    clock.at(-33, '10:00'),
  )
    .is('scheduled', clock.at(-33, '10:02'), noel)
    .published(clock.at(-32, '10:00'), noel, renfrew)
    .is('cancelled', clock.at(-13, '20:10'), noel);

  run(
    'nitinat-generators',
    'Generator service, Nitinat Lake',
    'Nitinat',
    'OPEN',
    [37, '09:00', '15:00'],
    clock.at(-2, '21:00'),
    {
      by: ingrid,
    },
  );
  story.run(sarita, {
    key: 'sarita-winter-haul-out',
    name: 'Winter haul-out, Grappler Inlet',
    zone: 'Grappler Inlet',
    mode: 'TARGETED',
    home: bamfield,
    by: noel,
    at: clock.at(-8, '20:20'),
  });

  story
    .request(sarita, westCoast, null, {
      key: 'yacht-refit',
      name: 'R. Calloway',
      email: 'calloway@longlay.example',
      zone: 'Ucluelet',
      summary: 'Full rewire of a 46 foot ketch, to be done by the end of the month.',
      at: clock.at(-18, '22:05'),
    })
    .decline('Too big for a dock call; the yard in Port Alberni does refits.');
}
