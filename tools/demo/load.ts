// Demo data: two providers on the west coast of Vancouver Island, told as a story around the day on which it is loaded.
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { CommandError } from '../lib/command.ts';
import type { OpenDatabase } from '../lib/database.ts';
import { tellBarkley } from './barkley.ts';
import { clockOf } from './clock.ts';
import { accounts, dana, gus, ingrid, june, marie, noel, people, tom, wes } from './people.ts';
import { tellRequests } from './requests.ts';
import { tellSarita } from './sarita.ts';
import { Story, type DemoRows } from './story.ts';

/** Any fixed number: who holds it is loading. */
const LOCK = 7_312_004_882;

/** As the API hashes them, in apps/api/src/auth/passwords.ts. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Loads it once: what is there stays as people have left it. Of two starts at once the second waits, and finds it done. */
export async function loadDemoData({ settings }: OpenDatabase, log: (line: string) => void): Promise<void> {
  const began = Date.now();
  const client = new pg.Client({ connectionString: settings.internalDatabaseUrl, connectionTimeoutMillis: 10_000 });
  // A lost connection fails the query in hand, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('app.service_mode', 'on', true), set_config('statement_timeout', '60s', true)`,
    );
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    if (await isLoaded(client)) {
      await client.query('ROLLBACK');
      return;
    }
    const { rows } = await client.query<{ now: Date }>('SELECT now()');
    const story = tellAll(rows[0]?.now ?? new Date(), settings.linkKeys[0] ?? '', await passwordHashes());
    for (const [table, tableRows] of Object.entries(story)) await insert(client, table, tableRows);
    await client.query('COMMIT');
    const { cc_n3_runs: runs, cc_invitations: invitations } = story;
    log(
      `Loaded demo data: ${runs.length} runs, ${invitations.length} invitations (${((Date.now() - began) / 1000).toFixed(1)} s).`,
    );
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '23505') throw error;
    // Its own rows are told apart by their ids: this is somebody's organisation or address under the same name.
    throw new CommandError(
      `Demo data does not fit into this database, which has rows of the same name (${(error as pg.DatabaseError).constraint}): set DEMO_DATA=off.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isLoaded(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM cc_individuals WHERE id = $1', [dana.id]);
  return rowCount === 1;
}

/** One statement a table, whatever the number of rows. Columns that are not named keep their defaults. */
async function insert(client: pg.Client, table: string, rows: DemoRows[keyof DemoRows]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** A salt each, as if everybody had chosen for themselves. */
async function passwordHashes(): Promise<Map<string, string>> {
  const hashed = people.map(async ({ email, password }) => [email, await hash(password, ARGON2ID)] as const);
  return new Map(await Promise.all(hashed));
}

/** Everything that has happened by `now`. */
export function tellAll(now: Date, linkKey: string, hashes: ReadonlyMap<string, string>): DemoRows {
  const story = new Story(clockOf(now), linkKey);
  for (const account of accounts) story.person(account, hashes.get(account.email) ?? null);

  const barkley = story.organisation(
    'Barkley Septic & Fuel',
    'barkley-septic-fuel',
    '250-555-0142',
    'office@barkleyseptic.example',
  );
  const sarita = story.organisation(
    'Sarita Equipment',
    'sarita-equipment',
    '250-555-0168',
    'shed@saritaequipment.example',
  );
  story.member(barkley, dana, 'owner');
  story.member(barkley, wes, 'staff');
  story.member(barkley, ingrid, 'staff');
  story.member(sarita, noel, 'owner');
  story.member(sarita, ingrid, 'staff');
  story.inviteMember(barkley, dana, 'leif@barkleyseptic.example', story.clock.at(-3, '08:30'));

  const portals = {
    bamfield: story.portal(
      'bamfield-community',
      'Bamfield community',
      'What comes to Bamfield, Grappler Inlet and Pachena Bay, kept by the community hall.',
      [barkley, sarita],
    ),
    westCoast: story.portal(
      'west-coast-services',
      'West coast services',
      'Service runs from Port Renfrew to Tofino, on the road and off it.',
      [barkley, sarita],
    ),
    northwest: story.portal(
      'zeballos-kyuquot',
      'Zeballos and Kyuquot',
      'For the places at the end of the Zeballos road and beyond it.',
      [barkley],
    ),
    renfrew: story.portal(
      'port-renfrew-board',
      'Port Renfrew board',
      'The notice board by the pier, and the same on line.',
      [sarita],
    ),
  };
  tellBarkley(story, barkley, portals);
  tellSarita(story, sarita, portals);
  tellRequests(story, barkley, portals);

  story.hasRead(dana, story.clock.at(-3, '09:00'));
  story.hasRead(wes, story.clock.at(-6, '16:00'));
  story.hasRead(noel, story.clock.at(-1, '07:00'));
  story.hasRead(ingrid, story.clock.at(-4, '12:00'));
  story.hasRead(june, story.clock.at(-2, '20:00'));
  story.hasRead(marie, story.clock.at(-6, '12:00'));
  story.hasRead(tom, story.clock.at(-2, '12:00'));
  story.hasRead(gus, story.clock.at(-1, '12:00'));
  return story.rows;
}
