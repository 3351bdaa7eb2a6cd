import { COMMANDS, runAdmin } from './run.ts';

async function admin(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runAdmin(args, {
    env: {},
    dataFolder: '/nowhere',
    open: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })),
    ask: undefined,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('help', () => {
  it('lists every command, and each has a page of its own with all its options', async () => {
    const { code, out } = await admin('--help');
    expect(code).toBe(0);
    for (const { name, options } of COMMANDS) {
      expect(out).toContain(`  ${name} `);
      const page = await admin(...name.split(' '), '--help');
      expect(page.code).toBe(0);
      expect(page.out).toMatch(new RegExp(`^Usage: npm run admin -- ${name}`));
      for (const option of [...Object.keys(options), 'json', 'help']) expect(page.out).toContain(`  --${option}`);
    }
  });

  it('of a noun lists its verbs', async () => {
    const { code, out } = await admin('keys', '--help');
    expect([code, out]).toEqual([0, expect.stringMatching(/keys rotate[\s\S]*keys retire/)]);
    expect(out).not.toContain('tenant');
  });

  it('fits on a terminal', async () => {
    const pages = await Promise.all(COMMANDS.map(({ name }) => admin(...name.split(' '), '--help')));
    for (const { out } of [await admin('--help'), ...pages]) {
      for (const line of out.split('\n')) expect([line, line.length <= 140]).toEqual([line, true]);
    }
  });
});

describe('what is asked for wrongly', () => {
  it.each([
    [[], 'Say what to do'],
    [['tenant'], 'Say what to do with "tenant": create, list.'],
    [['nonsense'], 'There is no "nonsense"'],
    [['tenant', 'destroy'], 'There is no "tenant destroy": create, list.'],
    [['toString', 'x'], 'There is no "toString"'],
    [['tenant', 'create'], '--name is missing'],
    [['tenant', 'create', '--name'], "'--name <value>' argument missing"],
    [['tenant', 'create', '--name', ' '], '--name must not be empty.'],
    [['tenant', 'create', '--name', 'x'.repeat(201)], '--name must be at most 200 characters long.'],
    [['tenant', 'create', '--name', 'A', '--time-zone', 'Mars/Olympus'], '--time-zone is not an IANA time zone.'],
    [['tenant', 'create', '--name', 'A', '--contact-email', 'x'], '--contact-email is not an email address.'],
    [['tenant', 'create', '--name', 'A', '--contact-phone', '1'.repeat(51)], '--contact-phone must be at most 50'],
    [['tenant', 'list', '--slug', 'a'], "Unknown option '--slug'"],
    [['tenant', 'list', 'more'], "Unexpected argument 'more'"],
    [['owner', 'add', '--tenant', 'A b', '--email', 'a@b.example'], '--tenant must be lower-case letters'],
    [['owner', 'add', '--tenant', 'a', '--email', 'ä@b.example'], '--email is not an email address.'],
    [['owner', 'add', '--tenant', 'a', '--email', `${'a'.repeat(64)}@${'b.'.repeat(100)}example`], '--email '],
    [['portal', 'create', '--slug', '-a', '--name', 'A'], '--slug'],
    [['person', 'verify'], '--email is missing'],
    [['person', 'erase', '--yes=no', '--email', 'a@b.example'], "'--yes'"],
    [['keys', 'rotate', '--only', 'both'], '--only must be one of jwt, link.'],
  ])('%j is told in one line, with code 2', async (args, told) => {
    const { code, out, err } = await admin(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(told);
    expect(err).not.toMatch(/\n|Error:| {4}at /);
    const json = await admin(...args.slice(0, 2), '--json', ...args.slice(2));
    expect([json.code, json.err, JSON.parse(json.out)]).toEqual([
      2,
      '',
      { ok: false, error: 'error.usage', message: expect.stringContaining(told) },
    ]);
  });
});

describe('what goes wrong otherwise', () => {
  it('is told in one line, with code 1', async () => {
    expect(await admin('tenant', 'list')).toEqual({
      code: 1,
      out: '',
      err: 'The database cannot be reached (ECONNREFUSED).',
    });
    const { out, ...rest } = await admin('tenant', 'list', '--json');
    expect([rest, JSON.parse(out)]).toEqual([
      { code: 1, err: '' },
      { ok: false, error: 'error.unavailable', message: 'The database cannot be reached (ECONNREFUSED).' },
    ]);
  });
});
