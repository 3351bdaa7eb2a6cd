import { request } from '../core/requests/testing/requests';
import { arrived, askedWords } from './request-words';

describe('when a request arrived', () => {
  const now = new Date('2026-03-10T18:00:00.000Z');
  const zone = 'America/Vancouver';

  it.each([
    ['2026-03-10T14:58:00.000Z', '07:58'],
    // Yesterday there, though the same day in UTC.
    ['2026-03-10T06:14:00.000Z', 'Mon 23:14'],
    ['2026-03-04T16:40:00.000Z', 'Wed 08:40'],
    ['2026-03-03T16:40:00.000Z', '3 Mar'],
    ['2025-03-03T16:40:00.000Z', '3 Mar 2025'],
    // A clock that is ahead of this one.
    ['2026-03-11T16:40:00.000Z', '11 Mar'],
  ])('%s is told as %s', (instant, told) => {
    expect(arrived(instant, now, zone)).toBe(told);
  });

  it('is told with the portal that it came through, where that is still there', () => {
    const today = new Date(Date.parse(request('Elin').created_at) + 60_000);
    expect(askedWords(request('Elin'), today)).toMatch(/^Asked today \d\d:58 through Bamfield community$/);
    expect(askedWords(request('Elin', { portal: null }), now)).not.toContain('through');
  });
});
