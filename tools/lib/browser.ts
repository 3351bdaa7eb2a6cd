// The browser for tests: Chromium out of an installed package, so that nothing has to be put on the machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './files.ts';
import { exclusively } from './processes.ts';

export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const PACKAGE = path.join(ROOT, 'node_modules/@sparticuz/chromium');

const ARGS = [
  // Containers and root have no sandbox to offer; the pages are our own.
  '--no-sandbox',
  '--disable-gpu',
  // Nothing is asked of other hosts.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function testBrowser(): Promise<Browser> {
  const manifest = path.join(PACKAGE, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = path.join(ROOT, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(folder)) await exclusively(`${folder}.unpacking`, () => unpack(folder));

  const executablePath = path.join(folder, 'chromium');
  const own = { ...definedEnvironment(), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  // Where the machine lacks the few libraries that Chromium shares with other programs, the package's are used.
  const complete = spawnSync(executablePath, ['--version'], { env: own }).status === 0;
  return {
    executablePath,
    args: ARGS,
    env: complete ? own : { ...own, LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') },
  };
}

/** The package unpacks into the temporary folder; it gets one of its own, which counts only when it is complete. */
async function unpack(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });

  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unfinished;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await inflate(path.join(PACKAGE, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  // The package's fonts, for machines that have none, beside those of the machine.
  writeFileSync(
    path.join(unfinished, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`,
  );
  renameSync(unfinished, folder);
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
