import fc from 'fast-check';
import type { InvitationMail, MailContent, Unsubscribe } from './mail-content';
import { renderMail } from './mail-templates';

const LINK = 'https://runs.example/i/3f9c0d52a1be3f9c0d52a1be3f9c0d52a1be3f9c0d52a1be3f9c0d52a1be3f9c';
const STOP: Unsubscribe = {
  page: 'https://runs.example/unsubscribe#3f9c0d52.i.00000000-0000-4000-8000-000000000001.0123456789abcdef0123456789abcdef',
  one_click: 'https://runs.example/api/unsubscribe/t',
};

const invitation: InvitationMail = {
  kind: 'invitation',
  reminder: null,
  provider: { name: 'Barkley Septic & Fuel', contact_phone: '250-555-0142', contact_email: null },
  run: {
    name: 'Septic pump-out, west side',
    starts_at: '2026-03-12T16:00:00.000Z',
    ends_at: '2026-03-13T00:00:00.000Z',
    time_zone: 'America/Vancouver',
    zone_name: 'Bamfield west side',
  },
  invitee_name: 'June',
  message: 'Please clear the lid.\nThe truck comes by boat.',
  link: LINK,
  expires_at: '2026-04-01T16:00:00.000Z',
};

it('says in an invitation who invites to what, when and where, and how to get no more of it', () => {
  const { subject, text } = renderMail(invitation, STOP);
  expect(subject).toBe('Barkley Septic & Fuel invites you to see Septic pump-out, west side');
  expect(text).toBe(`Barkley Septic & Fuel invites you to view a service run

Hello June,

What:  Septic pump-out, west side
When:  Thu 12 March 2026 09:00–17:00, Vancouver time
Where: Bamfield west side

Barkley Septic & Fuel writes:
> Please clear the lid.
> The truck comes by boat.

See the service run:
${LINK}

The link is yours alone. It lets you read when and where the run is, and
tells you when it moves; you change nothing by it. Sign in or make an
account when you open it: it takes a minute.

The link can be taken up until Wed 1 April 2026.

Questions? Barkley Septic & Fuel: 250-555-0142

--
You get this mail because Barkley Septic & Fuel gave us this address for
you. If it is not for you, do nothing: without the link nobody sees
anything.
No more reminders of this invitation:
${STOP.page}
`);
});

it.each([
  ['unclaimed', 'Reminder: Barkley', 'This is a reminder'],
  ['expires_soon', 'Your invitation from Barkley', 'it ends on Wed 1 April 2026'],
] as const)('says in a reminder that it is one: %s', (reminder, subject, words) => {
  const mail = renderMail({ ...invitation, reminder }, STOP);
  expect(mail.subject).toContain(subject);
  expect(mail.text.replaceAll('\n', ' ')).toContain(words);
});

it('leaves out what is not known', () => {
  const { text } = renderMail(
    {
      ...invitation,
      invitee_name: null,
      message: ' \n ',
      provider: { name: 'Barkley', contact_phone: null, contact_email: null },
      run: { ...invitation.run, starts_at: null, ends_at: null, zone_name: null },
    },
    STOP,
  );
  expect(text).not.toMatch(/Hello|writes:|Where:|Questions/);
  expect(text).toContain('When: not fixed yet');
});

describe('mail about signing in', () => {
  it.each<[MailContent, string, string]>([
    [
      { kind: 'verify_email', link: LINK, expires_at: '2026-03-19T16:00:00.000Z' },
      'Is this your address?',
      'If it was not you, do nothing.',
    ],
    [
      { kind: 'reset_password', link: LINK, expires_at: '2026-03-12T17:00:00.000Z' },
      'Set a new password',
      'works once, until Thu 12 March 2026 17:00, UTC',
    ],
  ])('says what it is for, and that doing nothing is safe', (content, subject, words) => {
    const mail = renderMail(content, null);
    expect(mail.subject).toBe(subject);
    expect(mail.text.replaceAll('\n', ' ')).toContain(words);
    expect(mail.text).toContain(`\n${LINK}\n`);
    expect(mail.text).not.toMatch(/no more/i);
  });
});

it('tells news as the app tells it', () => {
  const { subject, text } = renderMail(
    {
      kind: 'notification',
      title: 'Run moved',
      body: '"Pump-out" was Thu 12 March 2026 09:00–17:00. It is now Fri 13 March 2026 09:00–17:00, Vancouver time.',
      provider: 'Barkley Septic & Fuel',
      action: { label: 'open_run', link: 'https://runs.example/app/runs/1/view' },
    },
    STOP,
  );
  expect(subject).toBe(
    'Run moved: "Pump-out" was Thu 12 March 2026 09:00–17:00. It is now Fri 13 March 2026 09:00–17:00, Vancouver time.',
  );
  expect(text).toContain('Open the run:\nhttps://runs.example/app/runs/1/view\n');
});

it('asks a colleague to join', () => {
  const { subject, text, html } = renderMail(
    {
      kind: 'member_invitation',
      reminder: null,
      provider: invitation.provider,
      role: 'staff',
      link: LINK,
      expires_at: invitation.expires_at,
    },
    STOP,
  );
  expect(subject).toBe('Barkley Septic & Fuel invites you to join it');
  expect(text).toContain('As staff you work on');
  expect(html).toContain('Join Barkley Septic &amp; Fuel');
});

describe('words of other people’s', () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'a\r\nBcc: everybody@elsewhere.example',
      '\u202Eevil\u2066',
      '{provider} {run}',
      "';--",
      ' ',
    ),
  );
  const content = fc.record({ provider: wild, run: wild, name: wild, message: wild, zone: wild, phone: wild });

  it('steer nothing, whatever they are', () => {
    fc.assert(
      fc.property(content, ({ provider, run, name, message, zone, phone }) => {
        const { subject, text, html } = renderMail(
          {
            ...invitation,
            provider: { name: provider, contact_phone: phone, contact_email: phone },
            run: { ...invitation.run, name: run, zone_name: zone },
            invitee_name: name,
            message,
          },
          STOP,
        );
        // No second header, and nothing that turns or hides what follows.
        expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect([...subject].length).toBeLessThan(200);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        // The markup is ours alone: as many tags as without those words, and no other link than ours.
        const tags = [...html.matchAll(/<(\/?[a-z0-9]+)/gi)].map(([, tag]) => tag);
        expect(new Set(tags.map((tag) => tag?.replace('/', '')))).toEqual(
          new Set([...KNOWN_TAGS].filter((tag) => tags.includes(tag))),
        );
        expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
          LINK,
          LINK,
          STOP.page,
        ]);
        expect(html).not.toMatch(/\son[a-z]+\s*=\s*["']/i);
        // Links are whole in both.
        expect(text.split('\n')).toEqual(expect.arrayContaining([LINK, STOP.page]));
        // A line that looks like our own cannot be written by somebody else: their message is marked, line by line.
        const after = text.split(/ writes:\n/)[1];
        if (after !== undefined)
          expect(
            after
              .split('\n\n')[0]
              ?.split('\n')
              .every((one) => one.startsWith('>')),
          ).toBe(true);
      }),
    );
  });
});

const KNOWN_TAGS = new Set('!doctype html head meta title style body div table tr td h1 p br a blockquote'.split(' '));
