import { isTimeZone } from './time-zone';

describe('isTimeZone', () => {
  it('takes every zone of the IANA database that is known here', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
  });

  it.each(['UTC', 'America/Vancouver', 'america/vancouver', 'Etc/GMT+8', 'America/Argentina/Buenos_Aires', 'EST5EDT'])(
    'takes %s',
    (zone) => {
      expect(isTimeZone(zone)).toBe(true);
    },
  );

  it.each([
    '',
    ' ',
    'UTC ',
    '+02:00',
    '-08:00',
    'UTC+2',
    'Mars/Olympus',
    'America',
    'America/',
    '../etc/passwd',
    'PST',
    'IST',
    'SystemV/PST8PDT',
    'US/Pacific-New',
    'A'.repeat(65),
    null,
    undefined,
    7,
    ['UTC'],
  ])('refuses %j', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});
