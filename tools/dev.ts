// `npm run dev`: works on the code with everything running; a saved file is built and served at once.
import { spawn } from 'node:child_process';
import { watch } from 'rolldown';
import apiConfig from '../apps/api/rolldown.config.mjs';
import { loadDemoData } from './demo/load.ts';
import { requirePort, startApi, type ApiProcess } from './lib/api-process.ts';
import { CommandError, readOptions, runCommand, untilAborted } from './lib/command.ts';
import { bringUpToDate, checkSettings, openDatabase } from './lib/database.ts';
import { banner } from './lib/demo.ts';
import { ROOT } from './lib/files.ts';
import { catchMail } from './lib/mail-catcher.ts';
import { endGroup } from './lib/processes.ts';

readOptions(
  `
Usage: npm run dev

Like "npm start", watching: the API is rebuilt and restarted, and the web app reloads in the browser, whenever a file is
saved. A new migration is applied at the next "npm run dev".

  WEB_PORT   where the watched web app is served (4200); it passes API calls on to PORT
  and every setting of "npm start"
`,
  {},
);

await runCommand(async ({ signal, onEnd }) => {
  const began = Date.now();
  const log = (line: string) => console.log(line);
  await requirePort(checkSettings(process.env));

  const database = await openDatabase(process.env, { log });
  onEnd(() => database.close());
  await bringUpToDate(database, log);
  if (database.settings.demoData) await loadDemoData(database, log);

  const webPort = process.env['WEB_PORT'] || '4200';
  // Mailed links lead to the watched app.
  const mail = await catchMail(database, onEnd);
  const environment = { APP_BASE_URL: `http://localhost:${webPort}`, LOG_LEVEL: 'info', ...mail.environment };

  let api: ApiProcess | undefined;
  onEnd(() => api?.stop());
  const restart = async (): Promise<void> => {
    await api?.stop();
    if (signal.aborted) return;
    api = await startApi(environment, database.settings, signal);
    log(`The API answers at ${api.address}.`);
  };

  // One restart after the other, however quickly files are saved.
  let restarts = Promise.resolve();
  const watcher = watch(apiConfig);
  onEnd(() => watcher.close());
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'BUNDLE_END') void event.result.close();
    if (event.code !== 'END') return;
    restarts = restarts.then(restart).catch((error: unknown) => console.error((error as Error).message));
  });

  // Angular's server would take PORT for its own.
  const { PORT: _apiPort, ...inherited } = process.env;
  const web = spawn('nx', ['run', 'web:serve', `--port=${webPort}`], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
    env: { ...inherited, API_PORT: String(database.settings.port) },
  });
  onEnd(() => endGroup(web));

  log(
    await banner(
      { ...database.settings, port: Number(webPort) },
      `http://localhost:${webPort}`,
      mail.address,
      Date.now() - began,
    ),
  );
  const ended = new Promise<string>((resolve) => web.once('exit', () => resolve('The web server ended by itself.')));
  const reason = await Promise.race([ended, untilAborted(signal)]);
  if (reason) throw new CommandError(reason);
});
