import { readFileSync } from 'node:fs';
import { ICON_NAMES } from '@service-runs/ui';

describe('the document', () => {
  it('holds a drawing for every icon, and no other', () => {
    const html = readFileSync('apps/web/src/index.html', 'utf8');
    const drawn = [...html.matchAll(/<symbol id="i-(\w+)"/g)].map((found) => found[1]);
    expect(drawn.sort()).toEqual([...ICON_NAMES].sort());
  });
});
