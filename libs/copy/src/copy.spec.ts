import { ERROR_CODES } from '@service-runs/contracts';
import { addTexts, createCopy, defaultNouns, service } from '.';
import { consoleTexts } from './console';
import { baseTexts } from './catalogue/base';
import { account } from './catalogue/account';
import { auth } from './catalogue/auth';
import { common } from './catalogue/common';
import { consoleErrors } from './catalogue/console-errors';
import { errors, moreErrors } from './catalogue/errors';
import { form } from './catalogue/form';
import { inbox } from './catalogue/inbox';
import { inviteMany } from './catalogue/invite-many';
import { label } from './catalogue/label';
import { mail } from './catalogue/mail';
import { notification } from './catalogue/notification';
import { notifications } from './catalogue/notifications';
import { organisation } from './catalogue/organisation';
import { portal } from './catalogue/portal';
import { provider } from './catalogue/provider';
import { publicPages } from './catalogue/public';
import { settings } from './catalogue/settings';
import { shell } from './catalogue/shell';
import { stakeholder } from './catalogue/stakeholder';

const areas = [
  label,
  form,
  provider,
  inbox,
  inviteMany,
  publicPages,
  stakeholder,
  notification,
  notifications,
  auth,
  settings,
  shell,
  common,
  errors,
  consoleErrors,
  moreErrors,
  organisation,
  portal,
  mail,
  account,
];
const catalogue: Record<string, string> = {
  ...baseTexts,
  ...consoleTexts,
  ...portal,
  ...inviteMany,
  ...mail,
  ...account,
};

/** Put together here, so that the words themselves stand nowhere in this repository. */
const forbidden = ['book' + 'ing', 'contract' + 'or', 'cal' + 'endar'];

describe('the catalogue', () => {
  it('has no key in two of its files', () => {
    const keys = areas.flatMap((area) => Object.keys(area));
    expect(keys).toHaveLength(new Set(keys).size);
    expect(new Set(keys)).toEqual(new Set(Object.keys(catalogue)));
  });

  it('uses none of the words that the product never says', () => {
    const said = Object.entries(catalogue).flatMap(([key, text]) =>
      forbidden.filter((word) => `${key} ${text}`.toLowerCase().includes(word)).map((word) => `${key}: ${word}`),
    );
    expect(said).toEqual([]);
  });

  it('knows every noun that a text asks for', () => {
    const asked = Object.values(catalogue).flatMap((text) =>
      [...text.matchAll(/\{noun\.([\w.]+)\}/g)].map((found) => found[1]),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(Object.keys(defaultNouns)).toEqual(expect.arrayContaining(asked));
  });

  it('has a sentence for every failure of the API, that ends as a sentence does', () => {
    for (const code of ERROR_CODES) expect(catalogue[code]).toMatch(/^[A-Z].*\.$/);
  });

  it('has an `other` beside every `one`', () => {
    const ones = Object.keys(catalogue).filter((key) => key.endsWith('.one'));
    expect(ones.length).toBeGreaterThan(0);
    expect(Object.keys(catalogue)).toEqual(expect.arrayContaining(ones.map((key) => key.replace(/one$/, 'other'))));
  });
});

describe('a part that is not loaded', () => {
  it('says so, rather than show a key', () => {
    expect(() => service('stakeholder.run.denied')).toThrow('"stakeholder.run.denied" is not loaded');
  });
});

describe('the fixed texts', () => {
  beforeAll(() => addTexts(consoleTexts));

  it.each([
    ['label.noun.run', 'service run'],
    ['label.noun.provider', 'provider'],
    ['provider.run.notify.button', 'Notify stakeholders'],
    ['provider.notify.modal.title', 'Notify stakeholders'],
    ['provider.notify.rule.title', 'Private ops notifications'],
    [
      'provider.notify.rule.body',
      'Notify sends private invitations. Publishing controls what appears on public portals.',
    ],
    ['provider.notify.invitees.label', 'Email addresses'],
    ['provider.notify.invitees.help', 'One per line or comma-separated.'],
    ['provider.notify.name.label', 'Name (optional)'],
    ['provider.notify.message.label', 'Message (optional)'],
    ['provider.notify.send', 'Create invitations'],
    ['provider.notify.created.title', 'Invitation links'],
    ['provider.notify.copy', 'Copy link'],
    ['provider.notify.copied', 'Copied'],
    ['provider.notify.list.title', 'Invitation tracking'],
    ['provider.notify.status.sent', 'Sent'],
    ['provider.notify.status.viewed', 'Viewed'],
    ['provider.notify.status.claimed', 'Claimed'],
    ['provider.notify.status.expired', 'Expired'],
    ['provider.notify.status.revoked', 'Revoked'],
    ['public.invite.title', "You've been invited to view a service run"],
    ['public.invite.read_only', 'Read-only'],
    ['public.invite.expired', 'This invitation link is invalid or expired.'],
    ['public.invite.disclaimer', 'This link provides read-only access.'],
    ['stakeholder.run.denied', "You don't have access to this run."],
    ['notification.invited.title', 'Invitation'],
    ['notification.invited.body', "You've been invited to view a service run"],
    ['notification.claimed.title', 'Access granted'],
    ['notification.invite_claimed.title', 'Invitation claimed'],
    ['notification.revoked.title', 'Access ended'],
  ] as const)('%s reads "%s"', (key, text) => {
    expect(service(key)).toBe(text);
  });

  it('fills parameters', () => {
    expect(service('stakeholder.run.access_as', { role: 'property_owner' })).toBe(
      'You have access to this run as: property_owner',
    );
    expect(service('notification.claimed.body', { run: 'Heating fuel, Zeballos' })).toBe(
      'You now have access to "Heating fuel, Zeballos"',
    );
    expect(service('notification.invite_claimed.body', { person: 'June Frank', run: 'Dock fuel' })).toBe(
      'June Frank now has access to "Dock fuel"',
    );
    expect(service('notification.revoked.body', { run: 'Dock fuel' })).toBe('Your access to "Dock fuel" has ended.');
  });
});

describe('a copy', () => {
  it('uses the nouns it was made with, everywhere', () => {
    const copy = createCopy({ ...defaultNouns, run: 'trip' });
    expect(copy('label.noun.run')).toBe('trip');
    expect(copy('public.invite.title')).toBe("You've been invited to view a trip");
  });

  it('leaves braces in a parameter alone', () => {
    expect(service('notification.claimed.body', { run: '{noun.run} $& {role}' })).toBe(
      'You now have access to "{noun.run} $& {role}"',
    );
  });

  it('speaks of one thing and of several', () => {
    expect(service.count('common.wait.seconds', 1)).toBe('1 second');
    expect(service.count('common.wait.seconds', 40)).toBe('40 seconds');
  });

  it('does not compile with a missing key or parameter, or one too many', () => {
    // Never called: the compiler is what is under test.
    const refused = () => {
      // @ts-expect-error there is no such key
      service('provider.notify.nothing');
      // @ts-expect-error the role is missing
      service('stakeholder.run.access_as');
      // @ts-expect-error the parameter has another name
      service('stakeholder.run.access_as', { rule: 'x' });
      // @ts-expect-error the text has no parameter
      service('provider.notify.send', { role: 'x' });
    };
    expect(refused).toBeInstanceOf(Function);
  });
});
