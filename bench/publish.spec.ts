import { chart } from './chart';
import { published, tables } from './publish';
import type { Line, Report } from './report';

const fast = (value: number): Line => ({
  name: 'GET /api/<what>',
  value,
  unit: '×',
  must: { reach: 0.7, direction: 'at least' },
  detail: { '/s': 800, 'p50, ms': 12.5, 'p99, ms': 40, 'against, /s': 1_000 },
});
const small = (value: number): Line => ({
  name: 'Memory',
  value,
  unit: 'MB',
  must: { reach: 200, direction: 'at most' },
  detail: {},
});
const run = (at: string, ...lines: Line[]): Report => ({
  at: `2026-03-0${at}T10:20:30.000Z`,
  quick: false,
  machine: { processor: 'Some processor', cores: 2, node: 'v24.0.0' },
  lines,
});

it('shows runs side by side, and says which figure falls short', () => {
  const text = tables([run('1', fast(0.69)), run('2', fast(0.8), small(201))]);
  expect(text).toContain('| what | must be | 2026-03-01, 10:20 | 2026-03-02, 10:20 |');
  expect(text).toContain('| GET /api/<what> | ≥ 0.70 × | **0.69 ×, short** | 0.80 × |');
  expect(text).toContain('| Memory | ≤ 200 MB | – | **201 MB, short** |');
  expect(text).toContain('| GET /api/<what> | 800 | 1000 | 12.5 | 40 | – |');
});

it('draws each run, its limit, and the middle one as the bar', () => {
  const svg = chart([
    run('1', fast(0.3), small(100)),
    run('2', fast(0.6), small(150)),
    run('3', fast(0.9), small(400)),
  ]);
  const [reach, stay] = svg.split('<g').slice(1);
  // From 330 to 700 for 0 to 1.2.
  expect(reach).toContain('width="185"');
  expect(reach).toContain('M546 ');
  expect([...(reach ?? '').matchAll(/cx="(\d+)"/g)].map(([, x]) => Number(x))).toEqual([423, 515, 608]);
  expect(reach).toMatch(/^ class="short">.*GET \/api\/&lt;what>/);
  expect(stay).toMatch(/^>/);
  expect(stay).toContain('>150 MB<');
  // What is far too much ends with the picture.
  expect(stay).toContain('cx="700"');
});

it('is what the document shows', () => {
  const { before, document, picture } = published();
  expect(before).toEqual({ document, picture });
});
