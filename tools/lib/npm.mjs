import { spawnSync } from 'node:child_process';

/** Runs npm: the one that runs this, else the one that is found. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  return own && /\.[cm]?js$/.test(own)
    ? spawnSync(process.execPath, [own, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
