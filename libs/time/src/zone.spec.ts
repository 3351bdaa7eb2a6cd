import { toInstant, toLocal, zoneIfForeign, zoneName } from './zone';

const vancouver = 'America/Vancouver';

describe('an instant in a zone', () => {
  it('reads as the clock on that wall', () => {
    expect(toLocal('2026-03-12T16:00:00.000Z', vancouver)).toEqual({ date: '2026-03-12', time: '09:00' });
    expect(toLocal('2026-01-12T08:00:00.000Z', vancouver)).toEqual({ date: '2026-01-12', time: '00:00' });
    expect(toLocal('2026-03-12T16:00:00.000Z', 'Asia/Kathmandu')).toEqual({ date: '2026-03-12', time: '21:45' });
  });

  it('comes back from what the clock shows, on both sides of a change of the clocks', () => {
    expect(toInstant({ date: '2026-03-07', time: '09:00' }, vancouver)).toBe('2026-03-07T17:00:00.000Z');
    expect(toInstant({ date: '2026-03-08', time: '01:59' }, vancouver)).toBe('2026-03-08T09:59:00.000Z');
    expect(toInstant({ date: '2026-03-08', time: '03:00' }, vancouver)).toBe('2026-03-08T10:00:00.000Z');
    expect(toInstant({ date: '2026-03-08', time: '09:00' }, vancouver)).toBe('2026-03-08T16:00:00.000Z');
    expect(toInstant({ date: '2026-11-01', time: '00:30' }, 'America/New_York')).toBe('2026-11-01T04:30:00.000Z');
    expect(toInstant({ date: '2026-11-01', time: '03:00' }, 'America/New_York')).toBe('2026-11-01T08:00:00.000Z');
  });

  it('takes the first of a time that comes twice', () => {
    expect(toInstant({ date: '2026-11-01', time: '01:30' }, 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(toInstant({ date: '2026-10-25', time: '02:30' }, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('lets a time that never comes land as much later', () => {
    const lands = toInstant({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin');
    expect(toLocal(lands, 'Europe/Berlin')).toEqual({ date: '2026-03-29', time: '03:30' });
  });

  it('holds for every hour of a year, in zones of every kind', () => {
    const zones = [vancouver, 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'UTC', 'Pacific/Apia'];
    for (const zone of zones) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 3_600_000) {
        const local = toLocal(new Date(at), zone);
        expect(toLocal(toInstant(local, zone), zone)).toEqual(local);
      }
    }
  });

  it('keeps four figures of the year at both ends', () => {
    expect(toInstant({ date: '9999-12-31', time: '12:00' }, 'UTC')).toBe('9999-12-31T12:00:00.000Z');
    expect(toLocal('1970-01-01T00:00:00.000Z', 'UTC').date).toBe('1970-01-01');
  });
});

describe('the name of a zone', () => {
  it('is its place', () => {
    expect(zoneName(vancouver)).toBe('Vancouver time');
    expect(zoneName('America/Dawson_Creek')).toBe('Dawson Creek time');
    expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires time');
    expect(zoneName('UTC')).toBe('UTC');
    expect(zoneName('Etc/UTC')).toBe('UTC');
  });

  it('is left out where it is the reader’s own', () => {
    expect(zoneIfForeign(vancouver, vancouver)).toBeNull();
    expect(zoneIfForeign('America/Dawson_Creek', vancouver)).toBe('Dawson Creek time');
    expect(zoneIfForeign(vancouver, 'Europe/Berlin')).toBe('Vancouver time');
  });
});
