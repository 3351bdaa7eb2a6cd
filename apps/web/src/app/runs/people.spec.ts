import { joined, whenWords } from '../core/invitation/invitation-words';
import { fromInvitation, peopleOf, reasonOf, roleWords, sinceWords } from './people';
import { grant, invitation } from './testing/runs';

const vancouver = 'America/Vancouver';
const now = new Date('2026-03-10T18:00:00.000Z');

describe('people of a run', () => {
  it('are those invited and those with access, each once, those with access first', () => {
    const claimed = invitation('june@pachena.example', { status: 'claimed', claimed_at: '2026-03-09T03:02:00.000Z' });
    const people = peopleOf(
      [invitation('dock@bamfieldinn.example'), invitation('tom@wick.example', { status: 'revoked' }), claimed],
      [grant('June Frank', { invite_id: claimed.id }), grant('Lorne', { invite_id: null })],
    );
    expect(people.map(({ name, status }) => [name, status])).toEqual([
      ['June Frank', 'claimed'],
      ['Lorne', 'claimed'],
      ['dock@bamfieldinn.example', 'sent'],
      ['tom@wick.example', 'revoked'],
    ]);
  });

  it('keep a grant in sight whose invitation is not on this page', () => {
    const ended = grant('Tom Wick', {
      status: 'revoked',
      revoked_at: '2026-03-10T01:44:00.000Z',
      revoked_reason: 'sold it',
      invite_id: 'elsewhere',
    });
    expect(peopleOf([], [ended])).toMatchObject([
      { name: 'Tom Wick', status: 'revoked', since: '2026-03-10T01:44:00.000Z', reason: 'sold it', invitation: null },
    ]);
  });

  it('with access are shown by their own name, the address masked; others as they were invited', () => {
    const claimed = invitation('june@pachena.example', {
      status: 'claimed',
      invitee_name: 'Junie',
      invitee_role: 'property_owner',
    });
    expect(fromInvitation(claimed, grant('June Frank', { stakeholder_role: 'caretaker' }))).toMatchObject({
      name: 'June Frank',
      about: 'j***k@pachena.example · Caretaker',
    });
    expect(fromInvitation(claimed)).toMatchObject({ name: 'Junie', about: 'june@pachena.example · Property owner' });
    expect(fromInvitation(invitation('dock@bamfieldinn.example', { invitee_role: 'host' }))).toMatchObject({
      name: 'dock@bamfieldinn.example',
      about: 'Host',
    });
  });

  it('stand with when it came to be so', () => {
    const words = (more: Parameters<typeof invitation>[1]) => sinceWords(fromInvitation(invitation('a@b.ca', more)));
    expect(words({ status: 'viewed', viewed_at: '2025-03-09T13:50:00.000Z' })).toMatch(/^Viewed 9 Mar 2025 \d\d:50$/);
    expect(words({ status: 'expired', claim_token_expires_at: '2025-03-07T20:30:00.000Z' })).toMatch(
      /^Expired \d Mar 2025$/,
    );
    expect(whenWords('2026-03-10T16:05:00.000Z', vancouver, now)).toBe('today 09:05');
    expect(whenWords('2026-03-10T06:05:00.000Z', vancouver, now)).toBe('9 Mar 23:05');
  });

  it('have roles in words, their own where there is no other', () => {
    expect(roleWords('site_contact')).toBe('Site contact');
    expect(roleWords('Keeper of the gate')).toBe('Keeper of the gate');
    expect(roleWords('constructor')).toBe('constructor');
    expect(roleWords(null)).toBeNull();
    expect(joined(null, 'a', null, 'b')).toBe('a · b');
  });

  it('are given no reason that nobody gave', () => {
    expect(reasonOf('invitation_revoked')).toBeNull();
    expect(reasonOf('sold the cabin')).toBe('sold the cabin');
  });
});
