import { type Notification } from '@service-runs/contracts';
import { byDay } from './notification-days';

const now = new Date('2026-03-10T18:00:00.000Z');
const vancouver = 'America/Vancouver';

const notification = (more: Partial<Notification>): Notification => ({
  id: 'n',
  category: 'system',
  title: 'Access granted',
  body: 'You now have access to "Dock fuel"',
  action_url: '/app/runs/r/view',
  context_type: 'invitation',
  context_id: 'i',
  read_at: null,
  created_at: '2026-03-10T15:05:00.000Z',
  ...more,
});

const only = (more: Partial<Notification>) => {
  const row = byDay([notification(more)], now, vancouver)[0]?.rows[0];
  if (!row) throw new Error('No row.');
  return row;
};

describe('notifications by day', () => {
  it('have a head for each day of the week past, and one for all before', () => {
    const at = ['2026-03-10T15:05:00.000Z', '2026-03-10T15:01:00.000Z', '2026-03-10T06:59:00.000Z'];
    const older = ['2026-03-04T18:00:00.000Z', '2026-03-03T18:00:00.000Z', '2025-12-30T18:00:00.000Z'];
    const days = byDay(
      [...at, ...older].map((created_at) => notification({ created_at })),
      now,
      vancouver,
    );
    expect(days.map(({ head, rows }) => [head, rows.map(({ when }) => when)])).toEqual([
      ['Today, Tue 10 March', ['08:05', '08:01']],
      ['Yesterday, Mon 9 March', ['23:59']],
      ['Wed 4 March', ['10:00']],
      ['Earlier', ['3 Mar', '30 Dec 2025']],
    ]);
  });

  it('lead to pages of this app only, and not to the page that lists them', () => {
    expect(only({}).path).toBe('/app/runs/r/view');
    expect(only({ action_url: '/i/abc' }).path).toBe('/i/abc');
    expect(only({ action_url: '/app/notifications' }).path).toBeNull();
    expect(only({ action_url: 'https://elsewhere.example' }).path).toBeNull();
    expect(only({ action_url: '//elsewhere.example' }).path).toBeNull();
    expect(only({ action_url: null }).path).toBeNull();
  });

  it('say of an invitation without a link why it has none', () => {
    expect(only({ title: 'Invitation', action_url: null }).gone).toMatch(/^Its link was/);
    expect(only({ title: 'Invitation', action_url: '/i/abc' }).gone).toBeNull();
    expect(only({ title: 'Something else', action_url: null }).gone).toBeNull();
  });

  it('wear a drawing of what they are about', () => {
    expect(only({ title: 'Access granted' }).icon).toBe('check');
    expect(only({ title: 'Access ended' }).icon).toBe('block');
    expect(only({ title: 'Something new' }).icon).toBe('bell');
  });
});
