// The people of the demo data. Addresses end in .example and phone numbers are 555-01xx: nobody real is reached by them.
import type { DemoPerson } from '../lib/demo.ts';
import { demoId } from './ids.ts';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly verified: boolean;
  /** Who this is, for those who may sign in; the others' accounts have no password. */
  readonly role?: string;
}

/** One for all, so that switching between people takes no looking up. */
export const DEMO_PASSWORD = 'gravel-road-to-bamfield';

function account(email: string, name: string, more: Partial<Account> = {}): Account {
  return { id: demoId(`person/${email}`), email, name, verified: true, ...more };
}

export const dana = account('dana@barkleyseptic.example', 'Dana Whitford', {
  role: 'owner of Barkley Septic & Fuel; also follows a run of the other provider',
});
export const wes = account('wes@barkleyseptic.example', 'Wes Thornquist', {
  role: 'staff at Barkley Septic & Fuel',
});
export const noel = account('noel@saritaequipment.example', 'Noel Sarrazin', {
  role: 'owner of Sarita Equipment; stakeholder of a Barkley run',
});
export const ingrid = account('ingrid@alberni-dispatch.example', 'Ingrid Solberg', {
  role: 'staff in both organisations',
});
export const june = account('june@pachena.example', 'June Frank', { role: 'stakeholder of several runs' });
export const marie = account('marie@eastbamfield.example', 'Marie Lachance', {
  role: 'invited and told, has not claimed yet',
});
export const tom = account('tom@wickfloats.example', 'Tom Wick', { role: 'had access to a run until it was revoked' });
export const gus = account('gus@grapplerpoint.example', 'Gus Lindqvist', {
  role: 'invited, but has not confirmed the address',
  verified: false,
});

const SIGN_IN = [dana, wes, noel, ingrid, june, marie, tom, gus];

/** Those who can sign in. */
export const people: readonly DemoPerson[] = SIGN_IN.map(({ email, role = '' }) => ({
  email,
  password: DEMO_PASSWORD,
  role,
}));

export const harold = account('harold@ostromway.example', 'Harold Ostrom');
export const lorne = account('lorne@sedgwickcabin.example', 'Lorne Sedgwick');
export const petra = account('petra@marinelab.example', 'Petra Vance');
export const colin = account('colin@centennialpark.example', 'Colin Avery');
export const beth = account('beth@kelpbayhouse.example', 'Beth Marchetti');
export const amrit = account('amrit@grapplerboats.example', 'Amrit Gill');

export interface Regular {
  readonly person: Account;
  readonly role: string;
}

const regular = (email: string, name: string, role: string): Regular => ({ person: account(email, name), role });

/** Who is invited to most runs that come to a place. */
export const REGULARS: Readonly<Record<string, readonly Regular[]>> = {
  Bamfield: [
    { person: harold, role: 'Caretaker' },
    { person: lorne, role: 'Property owner' },
    { person: petra, role: 'Site contact' },
    { person: colin, role: 'Campground manager' },
    { person: beth, role: 'Host' },
  ],
  Ucluelet: [
    regular('karen@eastharbour.example', 'Karen Boyce', 'Harbour manager'),
    regular('stefan@spruceslip.example', 'Stefan Wolny', 'Property owner'),
    regular('mo@fishdock.example', 'Mo Haddad', 'Plant supervisor'),
    regular('ruth@peninsularoad.example', 'Ruth Eklund', 'Property owner'),
    regular('deb@bayviewcourt.example', 'Deb Castonguay', 'Strata contact'),
    regular('owen@terracebeach.example', 'Owen Price', 'Caretaker'),
    regular('sal@portalbay.example', 'Sal Moretti', 'Property owner'),
    regular('grace@innerboat.example', 'Grace Yun', 'Marina office'),
    regular('neil@lighthouseloop.example', 'Neil Farrow', 'Property owner'),
    regular('tess@cannerylofts.example', 'Tess Halloran', 'Strata contact'),
    regular('pat@hyphocus.example', 'Pat Corrigan', 'Caretaker'),
    regular('luc@norahroad.example', 'Luc Fontaine', 'Property owner'),
  ],
  Tofino: [
    regular('anya@fourthstreetdock.example', 'Anya Petrov', 'Dock manager'),
    regular('joel@campbellkitchen.example', 'Joel Reimer', 'Kitchen manager'),
    regular('mika@inletfloats.example', 'Mika Tanaka', 'Float home owner'),
    regular('rosalie@duffincove.example', 'Rosalie Dunn', 'Property owner'),
    regular('sean@grantbakery.example', 'Sean Okafor', 'Kitchen manager'),
  ],
  Zeballos: [
    regular('walt@zeballosinlet.example', 'Walt Sorensen', 'Property owner'),
    regular('cindy@maquinnaavenue.example', 'Cindy Leduc', 'Village works'),
    regular('ben@fairharbour.example', 'Ben Achterberg', 'Campground manager'),
    regular('joan@pandorapeak.example', 'Joan McRae', 'Property owner'),
    regular('vik@littlezeballos.example', 'Vik Sandhu', 'Camp manager'),
    regular('hank@estuaryroad.example', 'Hank Dubois', 'Property owner'),
  ],
  'Kyuquot Sound': [
    regular('walter@walterscove.example', 'Walter Hughes', 'Float camp owner'),
    regular('eva@bunsbyhouse.example', 'Eva Nordin', 'Lodge manager'),
    regular('art@outerislands.example', 'Art Kesler', 'Caretaker'),
  ],
  'San Juan valley': [
    regular('dale@gordonriver.example', 'Dale Pruitt', 'Property owner'),
    regular('lena@parkinsonroad.example', 'Lena Brandt', 'Property owner'),
    regular('ivan@snuggerycove.example', 'Ivan Horvat', 'Marina office'),
    regular('kate@deeringbridge.example', 'Kate Munro', 'Host'),
    regular('phil@beachcamp.example', 'Phil Novak', 'Campground manager'),
  ],
  'Clayoquot Sound': [
    regular('sam@maaqtusisdock.example', 'Sam Atkins', 'Dock manager'),
    regular('lil@hotspringscove.example', 'Lil Hartmann', 'Lodge manager'),
    regular('rob@stewardsonfloat.example', 'Rob Engstrom', 'Camp manager'),
  ],
  'Nootka Sound': [
    regular('gail@muchalat.example', 'Gail Prentiss', 'Village works'),
    regular('doug@tahsismarina.example', 'Doug Hensley', 'Marina office'),
    regular('fay@leinerriver.example', 'Fay Oberg', 'Property owner'),
    regular('ross@cougarcreek.example', 'Ross Tierney', 'Campground manager'),
  ],
};

export const accounts: readonly Account[] = [
  ...new Map(
    [...SIGN_IN, amrit, ...Object.values(REGULARS).flatMap((list) => list.map(({ person }) => person))].map((one) => [
      one.id,
      one,
    ]),
  ).values(),
];
