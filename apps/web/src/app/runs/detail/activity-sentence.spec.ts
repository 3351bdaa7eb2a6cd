import { ACTIVITY_ACTIONS, type ActivityEntry } from '@service-runs/contracts';
import { activity } from '../testing/runs';
import { activitySentence } from './activity-sentence';

const zone = 'America/Vancouver';
const sentence = (action: ActivityEntry['action'], more: Partial<ActivityEntry> = {}) =>
  activitySentence(activity(action, more), zone);
const start = '2026-03-11T16:00:00.000Z';
const end = '2026-03-12T00:00:00.000Z';
const later = (instant: string, hours: number) => new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

describe('activity', () => {
  it.each<[string, string]>([
    [sentence('run.created'), 'Dana Whitford made the run'],
    [sentence('run.created', { actor_name: null }), 'Somebody made the run'],
    [sentence('run.edited', { detail: { fields: ['name', 'zone_name'] } }), 'Dana Whitford changed name and zone'],
    [sentence('run.edited', { detail: { fields: ['a_newer_one'] } }), 'Dana Whitford changed the run'],
    [
      sentence('run.status_changed', { detail: { from: 'scheduled', to: 'in_progress' } }),
      'Dana Whitford started the run',
    ],
    [sentence('run.status_changed', { detail: { to: 'a_newer_one' } }), 'Dana Whitford changed the run'],
    [sentence('run.published', { detail: { count: 2 } }), 'Dana Whitford published it to 2 portals'],
    [sentence('invitations.created', { detail: { count: 9, reissued: 0 } }), 'Dana Whitford invited 9 people'],
    [
      sentence('invitations.created', { detail: { count: 3, reissued: 2 } }),
      'Dana Whitford invited 3 people, 2 of them anew',
    ],
    [sentence('invitation.viewed', { actor_name: null, subject_name: 'Marie' }), 'Marie opened the invitation'],
    [sentence('invitation.claimed', { actor_name: 'Harold' }), 'Harold claimed access'],
    [
      sentence('invitation.revoked', { subject_name: 'Tom Wick', reason: 'sold the cabin' }),
      'Dana Whitford revoked Tom Wick: sold the cabin',
    ],
    [
      sentence('invitation.revoked', { subject_name: 'Tom Wick', reason: 'invitation_revoked' }),
      'Dana Whitford revoked Tom Wick',
    ],
  ])('%s', (said, expected) => expect(said).toBe(expected));

  it('tells of a move by its days, or by its hours where the day stays', () => {
    const moved = (starts_at: [string | null, string | null], ends_at: [string | null, string | null]) =>
      sentence('run.rescheduled', {
        detail: {
          starts_at: { from: starts_at[0], to: starts_at[1] },
          ends_at: { from: ends_at[0], to: ends_at[1] },
        },
      });
    expect(moved([start, later(start, 24)], [end, later(end, 24)])).toBe(
      'Dana Whitford moved it from Wed 11 March to Thu 12 March',
    );
    expect(moved([start, later(start, 1)], [end, end])).toBe(
      'Dana Whitford moved it from Wed 11 March 09:00–17:00 to 10:00–17:00',
    );
    expect(moved([null, start], [null, end])).toBe('Dana Whitford set it for Wed 11 March 09:00–17:00');
    expect(moved([start, null], [end, null])).toBe('Dana Whitford took its date away');
    expect(moved([start, start], [end, end])).toBe('Dana Whitford changed its time zone');
  });

  it('has a sentence for everything that can happen', () => {
    // Whoever asks on a portal has no name here: the request itself is what came.
    for (const action of ACTIVITY_ACTIONS)
      expect(sentence(action)).toMatch(
        action === 'request.created' ? /^A request .* arrived$/ : /^Dana Whitford [a-z]/,
      );
  });
});
