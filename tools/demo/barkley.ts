// Barkley Septic & Fuel of Port Alberni: pump trucks and a fuel barge for the places at the end of the gravel.
import type { MarketMode } from '../../libs/contracts/src/vocabulary.ts';
import type { Clock } from './clock.ts';
import {
  amrit,
  beth,
  colin,
  dana,
  gus,
  harold,
  ingrid,
  june,
  lorne,
  marie,
  noel,
  petra,
  REGULARS,
  tom,
  wes,
  type Account,
} from './people.ts';
import type { Invitee, NewRun, Organisation, Portal, Story } from './story.ts';

export interface Portals {
  readonly bamfield: Portal;
  readonly westCoast: Portal;
  readonly northwest: Portal;
  readonly renfrew: Portal;
}

const invitee = ({ email, name }: Account, role: string): Invitee => ({ email, name, role });
const regulars = (place: string, count?: number): Invitee[] =>
  (REGULARS[place] ?? []).slice(0, count).map(({ person, role }) => invitee(person, role));
const peopleOf = (place: string, count?: number): Account[] =>
  (REGULARS[place] ?? []).slice(0, count).map(({ person }) => person);

export function tellBarkley(story: Story, barkley: Organisation, portals: Portals): void {
  bamfieldWestSide(story, barkley, portals);
  today(story, barkley, portals);
  ahead(story, barkley, portals);
  behind(story, barkley, portals);
  drafts(story, barkley, portals);
  season(story, barkley, portals);
}

/** The run that shows everything: who is told, who has looked, who took it up, and who was let go. */
function bamfieldWestSide(story: Story, barkley: Organisation, { bamfield, westCoast }: Portals): void {
  const { clock } = story;
  const day = clock.workday(2);
  const run = story.run(barkley, {
    key: 'bamfield-west-side',
    name: 'Septic pump-out, Bamfield west side',
    zone: 'Bamfield',
    mode: 'TARGETED',
    starts: clock.at(day - 1, '09:00'),
    ends: clock.at(day - 1, '17:00'),
    address: 'Government dock, West Bamfield; barge ramp at the end of the boardwalk',
    notes: 'Barge ramp only above 2.4 m of tide. 60 m of hose for the steep lots. Sedgwick gate code by phone.',
    price: 420_000,
    by: dana,
    at: clock.at(-13, '11:05'),
  });
  run.edited(clock.at(-13, '11:20'), dana, 'internal_notes', 'price_estimate_cents');
  run.is('scheduled', clock.at(-11, '08:40'), dana);
  run.invited(
    clock.at(-10, '16:30'),
    dana,
    [
      { email: 'priya@oceanlab.example', name: 'Priya Nair', role: 'Site contact' },
      { email: 'lorne@sedgwick-cabin.example', name: 'Lorne Sedgwick', role: 'Property owner' },
    ],
    { days: 7 },
  );
  run.revoked(clock.at(-10, '16:38'), dana, 'lorne@sedgwick-cabin.example', 'wrong address');
  run.invited(clock.at(-10, '16:40'), dana, [invitee(lorne, 'Property owner')], { days: 30 });
  run.viewed(clock.at(-9, '07:12'), lorne.email);
  run.claimed(clock.at(-9, '07:15'), lorne);
  const cabins = story.request(barkley, bamfield, run, {
    key: 'bradys-cabins',
    name: 'Brady’s Beach cabins',
    email: 'office@bradyscabins.example',
    phone: '250-555-0131',
    zone: 'Bamfield',
    summary: 'Holding tank alarm came on twice this week. Two cabins share it; the lid is under the deck stairs.',
    at: clock.at(-7, '21:48'),
  });
  run.published(clock.at(-7, '14:20'), dana, bamfield, westCoast);
  run.attached(clock.at(-6, '08:05'), wes, cabins);
  run.moved(clock.at(-5, '16:12'), dana, clock.at(day, '09:00'), clock.at(day, '17:00'));
  run.invited(
    clock.at(-5, '16:30'),
    dana,
    [
      invitee(june, 'Property owner'),
      invitee(harold, 'Caretaker'),
      invitee(marie, 'Property owner'),
      invitee(tom, 'Property owner'),
      invitee(petra, 'Site contact'),
      invitee(colin, 'Campground manager'),
      invitee(noel, 'Dock works'),
      { email: 'iris@rancecove.example', name: 'Iris Holm', role: 'Property owner' },
      { email: 'rowan@boardwalk.example', name: 'Rowan Pike', role: 'Caretaker' },
    ],
    { message: 'We need the lane clear from 08:30. If the gate is locked, text me the code. Dana', mail: true },
  );
  run.viewed(clock.at(-5, '18:55'), june.email);
  run.claimed(clock.at(-5, '19:02'), june);
  run.claimed(clock.at(-5, '20:15'), harold);
  run.claimed(clock.at(-4, '06:31'), noel);
  run.viewed(clock.at(-4, '06:50'), marie.email);
  run.claimed(clock.at(-4, '09:27'), tom);
  run.viewed(clock.at(-4, '12:10'), 'iris@rancecove.example');
  const sedgwick = story.request(barkley, bamfield, run, {
    key: 'sedgwick',
    name: 'Lorne Sedgwick',
    email: lorne.email,
    phone: '250-555-0119',
    zone: 'Bamfield',
    summary: 'Two 900 gal tanks, last done three years ago. Gate code by phone.',
    at: clock.at(-4, '13:40'),
  });
  run.claimed(clock.at(-3, '07:44'), colin);
  run.attached(clock.at(-3, '08:20'), dana, sedgwick);
  run.claimed(clock.at(-3, '10:02'), petra);
  run.reissued(clock.at(-2, '15:05'), wes, 'rowan@boardwalk.example');
  run.revoked(clock.at(-1, '18:44'), dana, tom.email, 'sold the cabin');
  run.invited(
    clock.minutesAgo(160),
    dana,
    [
      { email: 'dock@bamfieldinn.example', role: 'Host' },
      invitee(gus, 'Property owner'),
      { email: 'hugh@southbamfield.example', name: 'Hugh Tanner', role: 'Property owner' },
    ],
    { message: 'Room for three more tanks on this one. The truck is on the 07:30 barge. Dana' },
  );

  story.request(barkley, bamfield, run, {
    key: 'elin-castellano',
    name: 'Elin Castellano',
    email: 'elin@aguilarpoint.example',
    phone: '250-555-0187',
    zone: 'Bamfield',
    summary: 'Tank at the point is near full. Boat access only; tide over 2.4 m for the barge ramp. Can you do it too?',
    at: clock.minutesAgo(52),
  });
  story
    .request(barkley, westCoast, run, {
      key: 'grease-bamfield',
      name: 'Halyard Fish & Chips',
      email: 'kitchen@halyardfish.example',
      zone: 'Bamfield',
      summary: 'Grease trap, 200 L, needs doing before the weekend.',
      at: clock.at(-6, '10:31'),
    })
    .decline('Septic truck only on this run; the grease trap round comes at the end of the month.');
}

/** There is always one under way. */
function today(story: Story, barkley: Organisation, { westCoast, bamfield }: Portals): void {
  const { clock } = story;
  const everyone = REGULARS['Ucluelet'] ?? [];
  const run = story.run(barkley, {
    key: 'ucluelet-east-harbour',
    name: 'Septic pump-out, Ucluelet east harbour',
    zone: 'Ucluelet',
    mode: 'OPEN',
    starts: clock.at(0, '08:00'),
    ends: clock.at(0, '16:30'),
    address: 'Small craft harbour, upper lot',
    notes: 'Start at the fish dock, they need the apron back by ten.',
    price: 385_000,
    by: wes,
    at: clock.at(-24, '13:15'),
  });
  run.is('scheduled', clock.at(-23, '09:10'), wes);
  run.published(clock.at(-22, '10:00'), wes, westCoast, bamfield);
  run.invited(clock.at(-15, '15:00'), wes, [...regulars('Ucluelet'), invitee(june, 'Property owner')], {
    message: 'Same order as last time, fish dock first. Lids clear, please. Wes',
    mail: true,
  });
  everyone.forEach(({ person }, index) =>
    run.claimed(clock.at(-14, `${String(7 + index).padStart(2, '0')}:18`), person),
  );
  run.claimed(clock.at(-14, '20:41'), june);
  run.invited(clock.at(-8, '11:00'), wes, [{ email: 'berth12@eastharbour.example', role: 'Live-aboard' }]);
  run.viewed(clock.at(-8, '19:23'), 'berth12@eastharbour.example');
  run.revoked(clock.at(-6, '09:30'), wes, 'pat@hyphocus.example', 'moved away; the new caretaker is not known yet');
  const late = story.request(barkley, westCoast, run, {
    key: 'terrace-suite',
    name: 'Monique Aubin',
    email: 'monique@terracesuite.example',
    phone: '250-555-0174',
    zone: 'Ucluelet',
    summary: 'One 600 gal tank behind the guest suite, easy reach from the road.',
    at: clock.at(-5, '12:02'),
  });
  run.attached(clock.at(-4, '08:30'), wes, late);
  const eight = clock.at(0, '08:00');
  const soon = clock.minutesAgo(25);
  run.is('in_progress', eight < soon ? eight : soon, wes);
}

function ahead(story: Story, barkley: Organisation, { bamfield, westCoast, northwest, renfrew }: Portals): void {
  const { clock } = story;
  const on = (days: number, from: string, to: string, zone?: string) => ({
    starts: clock.at(clock.workday(days, zone), from, zone),
    ends: clock.at(clock.workday(days, zone), to, zone),
  });

  const tofino = story.run(barkley, {
    key: 'tofino-inlet-floats',
    name: 'Septic pump-out, Tofino Inlet floats',
    zone: 'Tofino',
    mode: 'TARGETED',
    ...on(19, '10:00', '18:00'),
    address: 'Fourth Street dock; workboat from there',
    notes: 'Workboat is chartered from 09:30. Count the floats before quoting the next one.',
    price: 510_000,
    by: dana,
    at: clock.at(-9, '14:00'),
  });
  tofino.is('scheduled', clock.at(-9, '14:05'), dana).published(clock.at(-8, '09:00'), dana, westCoast);
  tofino.invited(clock.at(-6, '17:20'), dana, [
    ...regulars('Tofino'),
    ...['float3', 'float7', 'float8', 'float11', 'float14', 'float15', 'float19', 'float22', 'float23', 'float30'].map(
      (name) => ({ email: `${name}@inletfloats.example`, role: 'Float home owner' }),
    ),
  ]);
  for (const [index, name] of ['float3', 'float8', 'float14', 'float22'].entries()) {
    tofino.viewed(
      clock.at(-5, `0${7 + Math.floor(index / 2)}:${index % 2 ? '41' : '06'}`),
      `${name}@inletfloats.example`,
    );
  }
  tofino.claimed(clock.at(-5, '11:30'), peopleOf('Tofino')[0] as Account);
  tofino.claimed(clock.at(-4, '16:12'), peopleOf('Tofino')[2] as Account);
  story.request(barkley, westCoast, tofino, {
    key: 'rosalie-dunn',
    name: 'Rosalie Dunn',
    email: 'rosalie@duffincove.example',
    phone: '250-555-0123',
    zone: 'Tofino',
    summary: 'Pump truck needs a 60 m hose; steep drive. Mornings are best, the school bus turns here at three.',
    at: clock.at(-2, '16:40'),
  });

  const kyuquot = story.run(barkley, {
    key: 'kyuquot-generators',
    name: 'Generator service, Kyuquot',
    zone: 'Kyuquot Sound',
    mode: 'TARGETED',
    starts: clock.at(clock.workday(13), '06:30'),
    ends: clock.at(clock.workday(13) + 1, '15:00'),
    address: 'Walters Cove dock; overnight at the school bunkhouse',
    notes: 'Two days. Fair Harbour water taxi at 06:30, back on the second day. Bring the 12 kW injector kit.',
    price: 760_000,
    by: dana,
    at: clock.at(-20, '10:10'),
  });
  kyuquot.is('scheduled', clock.at(-20, '10:12'), dana);
  kyuquot.published(clock.at(-19, '08:00'), dana, northwest);
  kyuquot.invited(clock.at(-12, '12:00'), dana, [
    ...regulars('Kyuquot Sound'),
    { email: 'radio@kyuquotstore.example', name: 'Kyuquot store', role: 'Parts drop' },
    { email: 'owen@rugged-point.example', name: 'Owen Marsh', role: 'Park contact' },
  ]);
  peopleOf('Kyuquot Sound').forEach((person, index) => kyuquot.claimed(clock.at(-11 + index, '12:45'), person));
  kyuquot.viewed(clock.at(-7, '08:08'), 'owen@rugged-point.example');
  kyuquot.unpublished(clock.at(-3, '09:55'), dana, northwest);
  story.request(barkley, northwest, kyuquot, {
    key: 'walter-hughes',
    name: 'Walter Hughes',
    email: 'walter@walterscove.example',
    zone: 'Kyuquot Sound',
    summary: '400 L stove oil as well, two drums, dock at Walters Cove. I can meet the boat.',
    at: clock.at(-4, '21:14'),
  });

  const zeballos = story.run(barkley, {
    key: 'zeballos-heating-fuel',
    name: 'Heating fuel, Zeballos',
    zone: 'Zeballos',
    mode: 'OPEN',
    ...on(27, '07:30', '15:00'),
    address: 'Village works yard',
    price: 295_000,
    by: wes,
    at: clock.at(-16, '09:30'),
  });
  zeballos.is('scheduled', clock.at(-16, '09:40'), wes).published(clock.at(-15, '09:00'), wes, northwest, westCoast);
  zeballos.invited(clock.at(-10, '10:00'), wes, [
    ...regulars('Zeballos'),
    invitee(june, 'Relative of an owner'),
    { email: 'nora@privatehill.example', name: 'Nora Blanchet', role: 'Property owner' },
    { email: 'tank2@villageworks.example', role: 'Village works' },
    { email: 'camp@artliscamp.example', role: 'Camp manager' },
  ]);
  peopleOf('Zeballos', 5).forEach((person, index) => zeballos.claimed(clock.at(-9, `1${index}:25`), person));
  zeballos.claimed(clock.at(-9, '19:50'), june);
  zeballos.viewed(clock.at(-7, '13:00'), 'nora@privatehill.example');
  zeballos.moved(clock.at(-2, '08:05'), wes, ...windowOf(clock, 30, '07:30', '15:00'));

  const crane = story.run(barkley, {
    key: 'fort-st-john-crane',
    name: 'Crane inspection, Fort St. John yard',
    zone: 'Yard 2',
    mode: 'PRIVATE',
    ...on(41, '08:00', '16:00', 'America/Dawson_Creek'),
    timeZone: 'America/Dawson_Creek',
    address: 'Yard 2, 100th Avenue, Fort St. John',
    notes: 'Certificates for both picker trucks run out at the end of that month.',
    price: 180_000,
    by: dana,
    at: clock.at(-5, '15:30'),
  });
  crane
    .is('scheduled', clock.at(-5, '15:32'), dana)
    .invited(clock.at(-5, '15:40'), dana, [
      invitee(ingrid, 'Dispatcher'),
      { email: 'inspector@peacecrane.example', name: 'Darryl Hume', role: 'Inspector' },
      { email: 'gate@yardtwo.example', role: 'Gate' },
    ]);
  crane.claimed(clock.at(-4, '08:15'), ingrid);

  const hotSprings = story.run(barkley, {
    key: 'hot-springs-cove-fuel',
    name: 'Dock fuel and stove oil, Hot Springs Cove',
    zone: 'Clayoquot Sound',
    mode: 'OPEN',
    ...on(8, '08:30', '14:30'),
    address: 'Village dock, then the park dock',
    notes: 'Forecast decides: no crossing with more than two metres of swell at La Pérouse.',
    price: 330_000,
    home: westCoast,
    by: wes,
    at: clock.at(-14, '10:00'),
  });
  hotSprings.is('scheduled', clock.at(-14, '10:01'), wes).published(clock.at(-13, '08:45'), wes, westCoast);
  hotSprings.invited(clock.at(-9, '09:00'), wes, regulars('Clayoquot Sound'));
  hotSprings.claimed(clock.at(-8, '07:55'), peopleOf('Clayoquot Sound')[0] as Account);
  hotSprings.viewed(clock.at(-8, '17:31'), 'lil@hotspringscove.example');

  const renfrewRun = story.run(barkley, {
    key: 'port-renfrew-holding-tanks',
    name: 'Holding tanks, Port Renfrew campgrounds',
    zone: 'San Juan valley',
    mode: 'OPEN',
    ...on(34, '09:00', '16:00'),
    by: dana,
    price: 260_000,
    at: clock.at(-7, '11:11'),
  });
  renfrewRun.is('scheduled', clock.at(-7, '11:15'), dana).published(clock.at(-6, '09:30'), dana, renfrew, westCoast);
  renfrewRun.invited(clock.at(-3, '14:00'), dana, regulars('San Juan valley', 3));
  story
    .request(barkley, renfrew, renfrewRun, {
      key: 'renfrew-cabins',
      name: 'Snuggery cabins',
      email: 'desk@snuggerycabins.example',
      phone: '250-555-0106',
      zone: 'San Juan valley',
      summary: 'Three holding tanks, 500 gal each, on the way to the pier.',
      at: clock.at(-2, '11:26'),
    })
    .accept();

  const grappler = story.run(barkley, {
    key: 'grappler-dock-fuel',
    name: 'Dock fuel, Grappler Inlet',
    zone: 'Grappler Inlet',
    mode: 'TARGETED',
    ...on(5, '11:00', '15:30'),
    address: 'Head of the inlet, public float',
    by: ingrid,
    price: 145_000,
    at: clock.at(-6, '13:05'),
  });
  grappler.is('scheduled', clock.at(-6, '13:10'), ingrid).published(clock.at(-6, '13:12'), ingrid, bamfield);
  grappler.invited(clock.at(-4, '10:00'), ingrid, [
    invitee(amrit, 'Boat shed'),
    invitee(tom, 'Property owner'),
    invitee(beth, 'Host'),
  ]);
  grappler.claimed(clock.at(-3, '09:20'), amrit);
  grappler.claimed(clock.at(-3, '18:05'), beth);
}

function behind(story: Story, barkley: Organisation, { bamfield, westCoast, renfrew }: Portals): void {
  const { clock } = story;

  const renfrewFuel = story.run(barkley, {
    key: 'port-renfrew-fuel-cancelled',
    name: 'Heating fuel, Port Renfrew',
    zone: 'San Juan valley',
    mode: 'OPEN',
    ...spread(windowOf(clock, 9, '09:00', '14:00')),
    by: dana,
    price: 240_000,
    at: clock.at(-21, '08:30'),
  });
  renfrewFuel.is('scheduled', clock.at(-21, '08:31'), dana).published(clock.at(-20, '09:00'), dana, renfrew, westCoast);
  renfrewFuel.invited(clock.at(-18, '09:00'), dana, [...regulars('San Juan valley'), invitee(june, 'Property owner')]);
  peopleOf('San Juan valley').forEach((person, index) =>
    renfrewFuel.claimed(clock.at(-17, `0${5 + index}:36`), person),
  );
  renfrewFuel.claimed(clock.at(-17, '12:30'), june);
  renfrewFuel.unpublished(clock.at(-3, '07:40'), dana, renfrew, westCoast);
  renfrewFuel.is('cancelled', clock.at(-3, '07:42'), dana);

  const grease = story.run(barkley, {
    key: 'tofino-grease-trap-round',
    name: 'Grease trap round, Tofino village',
    zone: 'Tofino',
    mode: 'OPEN',
    ...spread(windowOf(clock, -8, '07:00', '11:30')),
    address: 'Campbell Street, from the north end',
    by: wes,
    price: 155_000,
    at: clock.at(-30, '10:00'),
  });
  grease.is('scheduled', clock.at(-30, '10:02'), wes).published(clock.at(-29, '08:30'), wes, westCoast);
  grease.invited(clock.at(-20, '16:00'), wes, regulars('Tofino'));
  peopleOf('Tofino').forEach((person, index) => grease.claimed(clock.at(-19 + index, '14:03'), person));
  grease.is('in_progress', clock.at(clock.workday(-8), '07:02'), wes);
  grease.is('completed', clock.at(clock.workday(-8), '11:48'), wes);

  const dockFuel = story.run(barkley, {
    key: 'grappler-dock-fuel-past',
    name: 'Dock fuel, Grappler Inlet',
    zone: 'Grappler Inlet',
    mode: 'PRIVATE',
    ...spread(windowOf(clock, -15, '10:00', '13:00')),
    by: ingrid,
    price: 120_000,
    at: clock.at(-28, '09:00'),
  });
  dockFuel.is('scheduled', clock.at(-28, '09:02'), ingrid);
  dockFuel.invited(clock.at(-26, '09:00'), ingrid, [invitee(amrit, 'Boat shed'), invitee(marie, 'Property owner')]);
  dockFuel.claimed(clock.at(-25, '17:45'), amrit).claimed(clock.at(-25, '19:10'), marie);
  dockFuel.is('in_progress', clock.at(clock.workday(-15), '10:05'), ingrid);
  dockFuel.is('completed', clock.at(clock.workday(-15), '12:40'), ingrid);
  dockFuel.revoked(clock.at(-13, '09:00'), ingrid, marie.email, 'tank taken out; no more fuel here');

  const anacla = story.run(barkley, {
    key: 'pachena-pump-out',
    name: 'Septic pump-out, Pachena Bay',
    zone: 'Bamfield',
    mode: 'TARGETED',
    ...spread(windowOf(clock, -36, '09:30', '15:00')),
    address: 'Pachena Bay campground, upper loop',
    by: dana,
    price: 310_000,
    at: clock.at(-60, '09:00'),
  });
  anacla.is('scheduled', clock.at(-59, '09:00'), dana).published(clock.at(-58, '09:00'), dana, bamfield);
  anacla.invited(clock.at(-50, '09:00'), dana, [invitee(june, 'Property owner'), ...regulars('Bamfield', 4)]);
  anacla.claimed(clock.at(-49, '08:20'), june);
  peopleOf('Bamfield', 4).forEach((person, index) => anacla.claimed(clock.at(-48, `1${index}:20`), person));
  anacla.is('in_progress', clock.at(clock.workday(-36), '09:34'), dana);
  anacla.is('completed', clock.at(clock.workday(-36), '14:52'), dana);

  const cruise = story.run(barkley, {
    key: 'ahousat-works-cancelled',
    name: 'Holding tanks, Ahousat works camp',
    zone: 'Clayoquot Sound',
    mode: 'PRIVATE',
    ...spread(windowOf(clock, -4, '08:00', '12:00')),
    notes: 'Camp closed a week early.',
    by: wes,
    at: clock.at(-19, '15:45'),
  });
  cruise.is('scheduled', clock.at(-18, '08:00'), wes);
  cruise.invited(clock.at(-17, '13:00'), wes, regulars('Clayoquot Sound', 2));
  cruise.is('cancelled', clock.at(-6, '12:12'), wes);
}

function drafts(story: Story, barkley: Organisation, { bamfield, westCoast, northwest }: Portals): void {
  const { clock } = story;
  const draft = (key: string, name: string, zone: string, mode: MarketMode, more: Partial<NewRun> = {}) =>
    story.run(barkley, { key, name, zone, mode, by: dana, at: clock.at(-4, '17:05'), ...more });

  draft('kyuquot-oil-tanks', 'Oil tank swap-out, Kyuquot outer islands', 'Kyuquot Sound', 'TARGETED', {
    home: northwest,
    notes: 'Waiting for the barge quote. Four tanks, two of them on floats.',
  });
  draft('port-renfrew-spring', 'Spring septic round, Port Renfrew', 'San Juan valley', 'PRIVATE', {
    by: wes,
    at: clock.at(-3, '12:20'),
  });
  draft('tahsis-heating-fuel', 'Heating fuel, Tahsis', 'Nootka Sound', 'OPEN', {
    by: wes,
    at: clock.at(-11, '10:40'),
    price: 350_000,
    ...spread(windowOf(clock, 24, '08:00', '14:00')),
  }).edited(clock.at(-8, '08:10'), wes, 'price_estimate_cents');
  draft('barge-survey', 'Barge and tank survey', 'Alberni Inlet', 'PRIVATE', {
    at: clock.at(-16, '16:00'),
    notes: 'The insurer asks for it before the new year.',
  }).invited(clock.at(-15, '09:00'), dana, [
    { email: 'survey@inletmarine.example', name: 'Ida Renner', role: 'Surveyor' },
  ]);
  draft('red-deer-certification', 'Pump truck certification, Red Deer', 'Red Deer', 'PRIVATE', {
    timeZone: 'America/Edmonton',
    starts: clock.at(clock.workday(62, 'America/Edmonton'), '09:00', 'America/Edmonton'),
    ends: clock.at(clock.workday(62, 'America/Edmonton'), '12:00', 'America/Edmonton'),
  });
  draft('east-bamfield-stove-oil', 'Stove oil, Bamfield east', 'Bamfield', 'TARGETED', {
    home: bamfield,
    starts: clock.at(clock.workday(52), '10:00'),
    ends: clock.at(clock.workday(52), '14:00'),
    by: ingrid,
  });
  draft('gold-river-yard', 'Fuel yard clean-up, Gold River', 'Nootka Sound', 'PRIVATE', {
    at: clock.at(-26, '09:45'),
    ...spread(windowOf(clock, -2, '10:00', '13:00')),
  }).is('cancelled', clock.at(-12, '14:30'), dana);
  draft('long-beach-toilets', 'Vault toilets, Long Beach lots', 'Tofino', 'OPEN', {
    home: westCoast,
    by: wes,
    ...spread(windowOf(clock, 11, '07:00', '10:30')),
  });
}

interface Round {
  readonly key: string;
  readonly name: string;
  readonly zone: string;
  readonly place: keyof typeof REGULARS;
  readonly mode: MarketMode;
  readonly from: string;
  readonly to: string;
  readonly price: number;
}

const round = (
  name: string,
  zone: string,
  place: string,
  mode: MarketMode,
  from: string,
  to: string,
  price: number,
) => ({
  key: name.toLowerCase().replace(/[^a-z]+/g, '-'),
  name,
  zone,
  place,
  mode,
  from,
  to,
  price,
});

/** What comes round again and again, in the order in which the trucks get there. */
const ROUNDS: readonly Round[] = [
  round('Septic pump-out, Bamfield east side', 'Bamfield', 'Bamfield', 'TARGETED', '09:00', '16:30', 390_000),
  round('Heating fuel, Ucluelet', 'Ucluelet', 'Ucluelet', 'OPEN', '08:00', '15:00', 280_000),
  round('Grease trap round, Ucluelet', 'Ucluelet', 'Ucluelet', 'OPEN', '07:00', '11:00', 140_000),
  round('Septic pump-out, Port Renfrew', 'San Juan valley', 'San Juan valley', 'OPEN', '09:30', '16:00', 345_000),
  round('Heating fuel, Gold River', 'Nootka Sound', 'Nootka Sound', 'OPEN', '08:00', '14:30', 270_000),
  round('Dock fuel, Ahousat', 'Clayoquot Sound', 'Clayoquot Sound', 'TARGETED', '10:00', '14:00', 225_000),
  round('Holding tanks, Tofino harbour', 'Tofino', 'Tofino', 'TARGETED', '07:30', '12:30', 210_000),
  round('Septic pump-out, Tahsis', 'Nootka Sound', 'Nootka Sound', 'PRIVATE', '10:00', '17:00', 400_000),
  round('Stove oil, Kyuquot', 'Kyuquot Sound', 'Kyuquot Sound', 'TARGETED', '09:00', '15:00', 310_000),
  round('Heating fuel, Sproat Lake', 'Alberni Valley', 'Nootka Sound', 'PRIVATE', '08:30', '13:00', 190_000),
  round('Grease trap round, Tofino village', 'Tofino', 'Tofino', 'OPEN', '07:00', '11:30', 155_000),
  round('Septic pump-out, Zeballos', 'Zeballos', 'Zeballos', 'OPEN', '09:00', '16:00', 375_000),
  round(
    'Propane and stove oil, Hot Springs Cove',
    'Clayoquot Sound',
    'Clayoquot Sound',
    'OPEN',
    '09:00',
    '13:30',
    260_000,
  ),
];

/** A year of rounds behind, and the next three weeks: enough for pages, for a count that stops at its cap, and for search. */
function season(story: Story, barkley: Organisation, portals: Portals): void {
  const { clock } = story;
  const drivers = [wes, dana, wes, ingrid];
  let turn = 0;
  for (let week = 52; week >= -3; week--) {
    if (week === 0) continue;
    const days = week % 3 === 0 ? [1, 3, 4] : [1, 4];
    for (const weekday of days) {
      const what = ROUNDS[turn % ROUNDS.length] as Round;
      const driver = drivers[turn % drivers.length] as Account;
      const day = clock.workday(-week * 7 + weekday - 3);
      oneRound(story, barkley, portals, { what, driver, day, turn, key: `${what.key}-${turn}` });
      turn++;
    }
  }
}

function oneRound(
  story: Story,
  barkley: Organisation,
  portals: Portals,
  { what, driver, day, turn, key }: { what: Round; driver: Account; day: number; turn: number; key: string },
): void {
  const { clock } = story;
  const planned = Math.min(day - 24, -2 - (turn % 5));
  const run = story.run(barkley, {
    key,
    name: what.name,
    zone: what.zone,
    mode: what.mode,
    starts: clock.at(day, what.from),
    ends: clock.at(day, what.to),
    price: what.price,
    by: driver,
    at: clock.at(planned, '09:10'),
  });
  run.is('scheduled', clock.at(planned, '09:15'), driver);
  if (what.mode !== 'PRIVATE') run.published(clock.at(planned, '09:40'), driver, ...portalsFor(what, portals));

  if (day > 30) return;
  const guests = (REGULARS[what.place] ?? []).slice(turn % 3, (turn % 3) + 3);
  const asked = Math.min(day - 12, -2);
  run.invited(
    clock.at(Math.max(asked, planned), '10:20'),
    driver,
    guests.map(({ person, role }) => invitee(person, role)),
  );
  const claims = day < 0 ? guests : guests.slice(0, turn % 3);
  claims.forEach(({ person }, index) => run.claimed(clock.at(Math.max(asked, planned), `1${index + 2}:37`), person));

  if (day > 0) return;
  if (turn % 12 === 7) {
    run.is('cancelled', clock.at(day - 1, '15:05'), driver);
    return;
  }
  run.is('in_progress', clock.at(day, what.from), driver).is('completed', clock.at(day, what.to), driver);
}

function portalsFor({ zone }: Round, { bamfield, westCoast, northwest }: Portals): Portal[] {
  if (zone === 'Bamfield') return [bamfield];
  return ['Zeballos', 'Kyuquot Sound', 'Nootka Sound'].includes(zone) ? [northwest, westCoast] : [westCoast];
}

function windowOf(clock: Clock, days: number, from: string, to: string): [string, string] {
  const day = clock.workday(days);
  return [clock.at(day, from), clock.at(day, to)];
}

const spread = ([starts, ends]: [string, string]) => ({ starts, ends });
