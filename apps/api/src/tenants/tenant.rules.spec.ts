import fc from 'fast-check';
import { isSlug } from '../platform/validation/slug';
import { slugOf } from './tenant.rules';

describe('slugOf', () => {
  it.each([
    ['Inlet Septic', 'inlet-septic'],
    ['  Inlet -- Septic & Söhne!  ', 'inlet-septic-sohne'],
    ['ÅÉÎ', 'aei'],
    ['Зона', 'provider'],
    ['😀', 'provider'],
    ['---', 'provider'],
    ['9 to 5', '9-to-5'],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is one that the table takes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const slug = slugOf(name);
        expect([slug, isSlug(slug)]).toEqual([slug, true]);
      }),
    );
  });
});
