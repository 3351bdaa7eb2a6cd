import type { Settings } from '../../apps/api/src/platform/config/settings.ts';
import { demoLinks } from '../demo/links.ts';
import { people } from '../demo/people.ts';

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

/** What a person needs to know once it runs. */
export async function banner(
  settings: Settings,
  address: string,
  mails: string | undefined,
  milliseconds: number,
): Promise<string> {
  const shown = ['127.0.0.1', '0.0.0.0'].includes(settings.host) ? `http://localhost:${settings.port}` : address;
  const demo = settings.demoData ? [...peopleLines(), ...(await linkLines(settings, shown))] : [];
  const stays = settings.embedded ? '; the data stays for the next start' : '';
  return [
    '',
    `  Service Runs is ready:  ${shown}   (${(milliseconds / 1000).toFixed(1)} s)`,
    '',
    ...demo,
    ...(mails ? [`  Mails are caught, to be read at  ${mails}`, ''] : []),
    `  Ctrl-C stops everything${stays}.`,
    '',
  ].join('\n');
}

function peopleLines(): string[] {
  const width = (key: 'email' | 'password') => Math.max(...people.map((person) => person[key].length));
  const [emails, passwords] = [width('email'), width('password')];
  return [
    '  Sign in as',
    ...people.map(
      ({ email, password, role }) => `    ${email.padEnd(emails)}   ${password.padEnd(passwords)}   ${role}`,
    ),
    '',
  ];
}

async function linkLines(settings: Settings, shown: string): Promise<string[]> {
  const links = await demoLinks(settings);
  return links.flatMap(({ path, to }) => [`  Invitation for ${to}:`, `    ${shown}${path}`, '']);
}
