import { RUN_STATUSES, type RunStatus } from '@service-runs/contracts';
import fc from 'fast-check';
import { ApiError } from '../platform/errors/api-error';
import { searchPattern } from '../platform/http/search-pattern';
import {
  changedFields,
  editEvents,
  emptiedAsNone,
  requireOrderedWindow,
  requireTransition,
  type RunFields,
} from './run.rules';

const run: RunFields = {
  name: 'Septic pump-out',
  starts_at: '2026-03-12T16:00:00.000Z',
  ends_at: '2026-03-13T00:00:00.000Z',
  time_zone: 'America/Vancouver',
  zone_name: 'Zone A',
  market_mode: 'PRIVATE',
  portal_id: null,
  service_address: null,
  internal_notes: 'Gate code',
  price_estimate_cents: 100,
};

function refusalOf(work: () => void): ApiError | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as ApiError;
  }
}

describe('requireTransition', () => {
  const ALLOWED = [
    'draft>scheduled',
    'draft>cancelled',
    'scheduled>in_progress',
    'scheduled>cancelled',
    'in_progress>completed',
    'in_progress>cancelled',
  ];

  it.each(RUN_STATUSES.flatMap((from) => RUN_STATUSES.map((to): [RunStatus, RunStatus] => [from, to])))(
    '%s to %s',
    (from, to) => {
      const code = refusalOf(() => requireTransition(from, to))?.code ?? null;
      expect(code).toBe(ALLOWED.includes(`${from}>${to}`) ? null : 'error.run.illegal_transition');
    },
  );
});

describe('requireOrderedWindow', () => {
  const instant = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

  it('takes an end at or after the start, and no other', () => {
    fc.assert(
      fc.property(instant, instant, (start, end) => {
        const refused = refusalOf(() =>
          requireOrderedWindow({ starts_at: start.toISOString(), ends_at: end.toISOString() }),
        );
        expect(refused?.extras.details?.map(({ path, rule }) => [path, rule]) ?? null).toEqual(
          end >= start ? null : [['ends_at', 'after_start']],
        );
      }),
    );
  });

  it('takes a window that is open, and no end without a start', () => {
    expect(refusalOf(() => requireOrderedWindow({ starts_at: null, ends_at: null }))).toBeNull();
    expect(refusalOf(() => requireOrderedWindow({ starts_at: run.starts_at, ends_at: null }))).toBeNull();
    expect(
      refusalOf(() => requireOrderedWindow({ starts_at: null, ends_at: run.ends_at }))?.extras.details,
    ).toMatchObject([{ rule: 'needs_start' }]);
  });
});

describe('changedFields', () => {
  it('names what becomes different, and nothing that stays', () => {
    expect(changedFields(run, { name: run.name, zone_name: 'Zone B', portal_id: null, internal_notes: null })).toEqual([
      'zone_name',
      'internal_notes',
    ]);
    expect(changedFields(run, { ...run })).toEqual([]);
    expect(changedFields(run, { name: undefined })).toEqual([]);
  });
});

describe('emptiedAsNone', () => {
  it('takes an emptied text for none, and leaves the rest as it was given', () => {
    expect(emptiedAsNone({ zone_name: '', service_address: '', internal_notes: '', name: 'A' })).toEqual({
      zone_name: null,
      service_address: null,
      internal_notes: null,
      name: 'A',
    });
    expect(emptiedAsNone({ zone_name: undefined })).toEqual({ zone_name: undefined });
  });
});

describe('editEvents', () => {
  it('tells moving a run from editing it, and keeps the values of texts out', () => {
    const after = { ...run, starts_at: null, ends_at: null, internal_notes: 'CANARY' };
    const events = editEvents(run, after, ['starts_at', 'ends_at', 'internal_notes']);
    expect(events).toEqual([
      {
        action: 'run.rescheduled',
        detail: { starts_at: { from: run.starts_at, to: null }, ends_at: { from: run.ends_at, to: null } },
      },
      { action: 'run.edited', detail: { fields: ['internal_notes'] } },
    ]);
    expect(JSON.stringify(events)).not.toContain('CANARY');
  });

  it('tells of a changed zone as of a move', () => {
    expect(editEvents(run, { ...run, time_zone: 'UTC' }, ['time_zone']).map(({ action }) => action)).toEqual([
      'run.rescheduled',
    ]);
    expect(editEvents(run, run, [])).toEqual([]);
  });
});

describe('searchPattern', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['west', '%west%'],
    ['100%', '%100\\%%'],
    ['a_b', '%a\\_b%'],
    ['a\\b', '%a\\\\b%'],
    ['\\%_', '%\\\\\\%\\_%'],
  ])('%j becomes %j', (q, pattern) => {
    expect(searchPattern(q)).toBe(pattern);
  });

  it('holds every sign of what is looked for, and no wildcard but its own two', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (q) => {
        const inner = searchPattern(q)?.slice(1, -1) ?? '';
        expect(inner.replace(/\\([\\%_])/g, '$1')).toBe(q);
        expect(inner.replace(/\\[\\%_]/g, '')).not.toMatch(/[%_\\]/);
      }),
    );
  });
});
