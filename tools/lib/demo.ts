import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../apps/api/src/platform/config/settings.ts';
import type { OpenDatabase } from './database.ts';

/** Somebody who can sign in to the demo data. */
export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  /** Who this is, in a few words. */
  readonly role: string;
}

/** An invitation that somebody could take up now. */
export interface DemoLink {
  readonly path: string;
  /** Whom it was sent to. */
  readonly to: string;
}

const FOLDER = path.join(import.meta.dirname, '../demo');

async function part<Exports>(file: string): Promise<Exports | undefined> {
  const whole = path.join(FOLDER, file);
  return existsSync(whole) ? ((await import(whole)) as Exports) : undefined;
}

export async function loadDemo(database: OpenDatabase, log: (line: string) => void): Promise<void> {
  const demo = await part<{ loadDemoData(database: OpenDatabase, log: (line: string) => void): Promise<void> }>(
    'load.ts',
  );
  await demo?.loadDemoData(database, log);
}

/** What a person needs to know once it runs. */
export async function banner(settings: Settings, address: string, milliseconds: number): Promise<string> {
  const shown = ['127.0.0.1', '0.0.0.0'].includes(settings.host) ? `http://localhost:${settings.port}` : address;
  const lines = ['', `  Service Runs is ready:  ${shown}   (${(milliseconds / 1000).toFixed(1)} s)`, ''];
  const people = settings.demoData ? ((await part<{ people: readonly DemoPerson[] }>('people.ts'))?.people ?? []) : [];
  if (people.length > 0) {
    const [email, password] = (['email', 'password'] as const).map((key) =>
      Math.max(...people.map((one) => one[key].length)),
    );
    lines.push('  Sign in as');
    for (const one of people)
      lines.push(`    ${one.email.padEnd(email ?? 0)}   ${one.password.padEnd(password ?? 0)}   ${one.role}`);
    lines.push('');
  }
  const links = settings.demoData
    ? await part<{ demoLinks(settings: Settings): Promise<DemoLink[]> }>('links.ts')
    : undefined;
  for (const { path: link, to } of (await links?.demoLinks(settings)) ?? [])
    lines.push(`  Invitation for ${to}:`, `    ${shown}${link}`, '');
  const stays = settings.embedded ? '; the data stays for the next start' : '';
  return [...lines, `  Ctrl-C stops everything${stays}.`, ''].join('\n');
}
