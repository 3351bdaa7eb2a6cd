import { addTexts, service } from '@service-runs/copy';
import { mailTexts } from '@service-runs/copy/mail';
import type { Instant } from '@service-runs/contracts';
import { longDay, timeOfDay, windowOf, zoneName } from '@service-runs/time';
import { mailPage } from './mail-page';
import { cut, line, lines, wrapped } from './mail-words';
import type {
  InvitationMail,
  MailContent,
  MemberInvitationMail,
  NotificationMail,
  Provider,
  ResetPasswordMail,
  RunFacts,
  Unsubscribe,
  VerifyEmailMail,
} from './mail-content';

addTexts(mailTexts);

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail as the parts that both its forms are made of, in their order. */
export interface MailParts {
  readonly subject: string;
  readonly title: string;
  /** Before the facts. */
  readonly intro: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly quote: { readonly by: string; readonly lines: readonly string[] } | null;
  readonly action: { readonly label: string; readonly link: string } | null;
  /** After the button. */
  readonly more: readonly string[];
  /** Why one gets this, and how to get no more of it. */
  readonly why: string;
  readonly stop: { readonly label: string; readonly link: string } | null;
}

/** Characters of a name in a subject; the mail itself has all of it. */
const NAME_IN_SUBJECT = 60;

/** The ends of the keys of an invitation's subjects. */
const SUBJECTS = { first: '', unclaimed: '.reminder', expires_soon: '.expires' } as const;

/** Both forms of a mail, from the same words. Names in it may be anything at all. `unsubscribe` is null for mail that is no choice. */
export function renderMail(content: MailContent, unsubscribe: Unsubscribe | null): RenderedMail {
  const parts = partsOf(content, unsubscribe);
  return { subject: line(parts.subject), text: textOf(parts), html: mailPage(parts) };
}

function partsOf(content: MailContent, unsubscribe: Unsubscribe | null): MailParts {
  switch (content.kind) {
    case 'invitation':
      return invitation(content, unsubscribe);
    case 'member_invitation':
      return memberInvitation(content, unsubscribe);
    case 'verify_email':
      return verifyEmail(content);
    case 'reset_password':
      return resetPassword(content);
    case 'notification':
      return notification(content, unsubscribe);
  }
}

function invitation(content: InvitationMail, unsubscribe: Unsubscribe | null): MailParts {
  const { provider, run, invitee_name, message, link, reminder, expires_at } = content;
  const name = line(provider.name);
  const short = { provider: cut(provider.name, NAME_IN_SUBJECT), run: cut(run.name, NAME_IN_SUBJECT) };
  const until = longDay(expires_at, run.time_zone);
  return {
    subject: service(`mail.invitation.subject${SUBJECTS[reminder ?? 'first']}`, short),
    title: service('mail.invitation.title', { provider: name }),
    intro: [
      ...(invitee_name && line(invitee_name) ? [service('mail.invitation.hello', { name: line(invitee_name) })] : []),
      ...reminderWords(reminder, until),
    ],
    facts: runFacts(run),
    quote: quoteOf(provider, message),
    action: { label: service('mail.invitation.button'), link },
    more: [service('mail.invitation.how'), service('mail.invitation.until', { day: until }), ...contactWords(provider)],
    why: service('mail.invitation.why', { provider: name }),
    stop: unsubscribe && { label: service('mail.unsubscribe.reminders'), link: unsubscribe.page },
  };
}

function memberInvitation(content: MemberInvitationMail, unsubscribe: Unsubscribe | null): MailParts {
  const { provider, role, link, reminder, expires_at } = content;
  const name = line(provider.name);
  const short = { provider: cut(provider.name, NAME_IN_SUBJECT) };
  const until = longDay(expires_at, 'UTC');
  return {
    subject: service(`mail.member.subject${SUBJECTS[reminder ?? 'first']}`, short),
    title: service('mail.member.title', { provider: name }),
    intro: [...reminderWords(reminder, until), service(role === 'owner' ? 'mail.member.owner' : 'mail.member.staff')],
    facts: [],
    quote: null,
    action: { label: service('mail.member.button', short), link },
    more: [service('mail.invitation.until', { day: until }), ...contactWords(provider)],
    why: service('mail.invitation.why', { provider: name }),
    stop: unsubscribe && { label: service('mail.unsubscribe.reminders'), link: unsubscribe.page },
  };
}

function verifyEmail({ link, expires_at }: VerifyEmailMail): MailParts {
  return {
    subject: service('mail.verify.subject'),
    title: service('mail.verify.title'),
    intro: [service('mail.verify.body'), service('mail.verify.why_prove')],
    facts: [],
    quote: null,
    action: { label: service('mail.verify.button'), link },
    more: [service('mail.invitation.until', { day: longDay(expires_at, 'UTC') }), service('mail.verify.otherwise')],
    why: service('mail.verify.why'),
    stop: null,
  };
}

function resetPassword({ link, expires_at }: ResetPasswordMail): MailParts {
  return {
    subject: service('mail.reset.subject'),
    title: service('mail.reset.title'),
    intro: [service('mail.reset.body')],
    facts: [],
    quote: null,
    action: { label: service('mail.reset.button'), link },
    more: [service('mail.reset.once', { time: moment(expires_at) }), service('mail.reset.otherwise')],
    why: service('mail.reset.why'),
    stop: null,
  };
}

function notification({ title, body, provider, action }: NotificationMail, unsubscribe: Unsubscribe | null): MailParts {
  return {
    subject: cut(service('mail.notification.subject', { title, body }), 2 * NAME_IN_SUBJECT),
    title: line(title),
    intro: [line(body)],
    facts: [],
    quote: null,
    action: action && { label: service(`mail.notification.${action.label}`), link: action.link },
    more: [],
    why:
      provider === null
        ? service('mail.notification.why.alone')
        : service('mail.notification.why', { provider: line(provider) }),
    stop: unsubscribe && { label: service('mail.unsubscribe.topic'), link: unsubscribe.page },
  };
}

function runFacts(run: RunFacts): MailParts['facts'] {
  const when =
    run.starts_at === null
      ? service('mail.invitation.no_date')
      : service('mail.until', {
          day: longDay(run.starts_at, run.time_zone),
          time: windowOf(run),
          zone: zoneName(run.time_zone),
        });
  const where = line(run.zone_name ?? '');
  return [
    { name: service('mail.invitation.what'), value: line(run.name) },
    { name: service('mail.invitation.when'), value: when },
    ...(where === '' ? [] : [{ name: service('mail.invitation.where'), value: where }]),
  ];
}

function quoteOf(provider: Provider, message: string | null): MailParts['quote'] {
  const said = lines(message ?? '');
  return said.every((one) => one === '')
    ? null
    : { by: service('mail.invitation.message', { provider: line(provider.name) }), lines: said };
}

function reminderWords(reminder: InvitationMail['reminder'], day: string): string[] {
  if (reminder === null) {
    return [];
  }
  return [reminder === 'unclaimed' ? service('mail.invitation.reminder') : service('mail.invitation.expires', { day })];
}

function contactWords({ name, contact_phone, contact_email }: Provider): string[] {
  const ways = [contact_phone, contact_email].filter((way) => way !== null).map(line);
  return ways.length === 0 ? [] : [service('mail.contact', { provider: line(name), ways: ways.join(', ') })];
}

/** Its reader's zone is not known here: the one that everybody can convert from. */
function moment(at: Instant): string {
  return service('mail.until', { day: longDay(at, 'UTC'), time: timeOfDay(at, 'UTC'), zone: 'UTC' });
}

function textOf({ title, intro, facts, quote, action, more, why, stop }: MailParts): string {
  const width = Math.max(0, ...facts.map(({ name }) => name.length)) + 2;
  const blocks = [
    wrapped(title),
    ...intro.map((one) => wrapped(one)),
    facts.map(({ name, value }) => `${`${name}:`.padEnd(width)}${value}`).join('\n'),
    quote &&
      [quote.by, ...quote.lines.map((one) => wrapped(one, 70).replace(/^/gm, '> ').replace(/ +$/gm, ''))].join('\n'),
    action && `${action.label}:\n${action.link}`,
    ...more.map((one) => wrapped(one)),
    ['--', wrapped(why), ...(stop ? [stop.label, stop.link] : [])].join('\n'),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
