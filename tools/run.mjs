// Runs one of the project's commands: `node tools/run.mjs <name> [arguments]`.
// Works on any Node >= 20: installs the locked packages when they are missing or old, then runs the command under the
// Node version that the lock file pins, so that everybody runs the same one.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { npm } from './lib/npm.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = path.join(root, 'node_modules', '.cache', 'service-runs-installed');
const windows = process.platform === 'win32';

const [name, ...args] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);
if (!name) fail('Usage: node tools/run.mjs <command> [arguments]');

await install();
const node = pinnedNode();
run(node, [...flags(name), entry(name), ...args]);

/** `npm ci`, once for each content of the lock file; two commands started together install once. */
async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (installed() === wanted) return;

  const lock = path.join(
    tmpdir(),
    `service-runs-install-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
  );
  while (!take(lock)) await sleep(300);
  try {
    if (installed() === wanted) return;
    console.log('Installing packages (first start, or the lock file has changed) …');
    const { status } = npm(['ci', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
    if (status !== 0) fail('Installing failed; the lines above say why.');
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, wanted);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function installed() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
}

/** A folder can be made by one process only; one left by a process that is gone is taken over. */
function take(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(path.join(lock, 'pid'), String(process.pid));
    return true;
  } catch {
    try {
      const owner = Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
      if (!alive(owner)) rmSync(lock, { recursive: true, force: true });
    } catch {
      // The owner has just made the folder, or has just removed it: look again.
    }
    return false;
  }
}

function pinnedNode() {
  const folder = path.join(root, 'node_modules', `node-${windows ? 'win' : process.platform}-${process.arch}`, 'bin');
  const file = path.join(folder, windows ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  fail(
    `No packaged Node exists for ${process.platform}-${process.arch}, and this Node is ${process.version}: install Node 24 or newer.`,
  );
}

/** A tool of ours, else a program of an installed package. */
function entry(command) {
  const tool = path.join(root, 'tools', `${command}.ts`);
  if (existsSync(tool)) return tool;
  const program = path.join(root, 'node_modules', '.bin', command);
  if (existsSync(program)) return program;
  fail(`There is no command "${command}".`);
}

/** Jest loads packages that are ES modules only through Node's module API for virtual machines. */
function flags(command) {
  return command === 'jest' ? ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'] : [];
}

function run(file, argv) {
  const child = spawn(file, argv, {
    cwd: root,
    // The channel lets the command notice when this process is killed without a chance to say so.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${path.dirname(file)}${path.delimiter}${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
      NX_TUI: 'false',
      NX_DAEMON: 'false',
      NG_CLI_ANALYTICS: 'false',
    },
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

  // npm starts this through a shell, and neither passes SIGTERM on: when they have gone, nobody wants the result.
  if (process.env.npm_lifecycle_event && !windows) {
    const { parent, name } = describe(process.ppid);
    const ancestors = /^-?\w*sh$/.test(name) && parent > 1 ? [process.ppid, parent] : [process.ppid];
    setInterval(() => {
      if (process.ppid !== ancestors[0] || !ancestors.every(alive)) child.kill('SIGTERM');
    }, 500).unref();
  }

  child.on('error', (error) => fail(`${path.basename(file)} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function describe(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (key) => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    return { parent: Number(field('PPid')), name: field('Name') };
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
    const [parent = '0', name = ''] = stdout?.trim().split(/\s+/, 2) ?? [];
    return { parent: Number(parent), name: path.basename(name) };
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
