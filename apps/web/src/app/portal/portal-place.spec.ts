import { portalPlace } from './portal-place';

describe('the address of a portal', () => {
  it('leads to all of it, or to one run', () => {
    expect(portalPlace('/p/bamfield-community')).toEqual({ slug: 'bamfield-community', runId: null });
    expect(portalPlace('/p/bamfield-community/')).toEqual({ slug: 'bamfield-community', runId: null });
    expect(portalPlace('/p/bamfield-community/runs/22-33')).toEqual({ slug: 'bamfield-community', runId: '22-33' });
  });

  it('is told from every other', () => {
    for (const path of ['/p', '/p/', '/p/a/b', '/p/a/runs', '/p/a/runs/', '/p/a/runs/b/c', '/portals/a', '/app/p/a']) {
      expect(portalPlace(path)).toBeNull();
    }
  });

  it('may be written with escapes, right or wrong', () => {
    expect(portalPlace('/p/caf%C3%A9')).toEqual({ slug: 'café', runId: null });
    expect(portalPlace('/p/a%zz')).toEqual({ slug: 'a%zz', runId: null });
  });
});
