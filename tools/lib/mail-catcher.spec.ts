import { MailTransport } from '../../apps/api/src/mail/mail-transport';
import { startMailCatcher, type CaughtMail, type MailCatcher } from './mail-catcher.ts';

let catcher: MailCatcher;
beforeEach(async () => {
  catcher = await startMailCatcher();
});
afterEach(() => catcher.stop());

const send = (subject: string, html = '<p>It <b>moved</b>.</p>') =>
  new MailTransport({ smtpUrl: catcher.smtpUrl, mailFrom: 'Runs <runs@runs.example>', hostname: 'runs.example' }).send({
    to: 'june@pachena.example',
    subject,
    text: 'It moved.\n',
    html,
    messageId: `<${subject.length}@runs.example>`,
    unsubscribe: null,
  });
const get = (path: string, init?: RequestInit) => fetch(catcher.address + path, init);

it('shows what was sent, the newest first', async () => {
  expect(await (await get('/')).text()).toContain('None yet');
  await send('First');
  await send('Second, to Jürgen’s “own” lid');
  const mails = (await (await get('/messages')).json()) as CaughtMail[];
  expect(mails.map(({ subject, to, from, text }) => ({ subject, to, from, text: text.trim() }))).toEqual([
    {
      subject: 'Second, to Jürgen’s “own” lid',
      to: ['june@pachena.example'],
      from: 'runs@runs.example',
      text: 'It moved.',
    },
    { subject: 'First', to: ['june@pachena.example'], from: 'runs@runs.example', text: 'It moved.' },
  ]);
  expect(await (await get('/')).text()).toMatch(/Second, to[\s\S]*First/);
  expect(await (await get('/mails/1')).text()).toContain('It moved.');
  expect((await get('/mails/77')).status).toBe(404);
});

it('lets nothing that came in a mail run, or be fetched', async () => {
  await send('<img src=x onerror=alert(1)>', '<script>alert(1)</script><img src="https://elsewhere.example/x.png">');
  for (const path of ['/', '/mails/1']) {
    expect(await (await get(path)).text()).not.toContain('<img');
  }
  const policy = (await get('/mails/1/html')).headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-popups; default-src 'none'/);
});

it('is read by this machine alone', async () => {
  await send('A secret');
  const { hostname, port } = new URL(catcher.address);
  expect(hostname).toBe('localhost');
  const { request } = await import('node:http');
  const status = await new Promise<number | undefined>((resolve, reject) =>
    request({ host: '127.0.0.1', port, path: '/messages', headers: { host: 'elsewhere.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end(),
  );
  expect(status).toBe(403);
});

it('forgets when it is told to', async () => {
  await send('First');
  expect((await get('/messages', { method: 'DELETE' })).status).toBe(204);
  expect(await (await get('/messages')).json()).toEqual([]);
});
