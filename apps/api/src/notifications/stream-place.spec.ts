import fc from 'fast-check';
import { placeBefore, readPlace, writePlace } from './stream-place';

const place = fc.record({ madeIn: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String), id: fc.uuid() });

it('reads what it has written, and nothing else', () => {
  fc.assert(fc.property(place, (one) => expect(readPlace(writePlace(one))).toEqual(one)));
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readPlace(text);
      expect(read === null || writePlace(read) === text).toBe(true);
    }),
  );
  for (const text of ['', '1', '-1-x', `${2n ** 64n}-00000000-0000-0000-0000-000000000000`]) {
    expect(readPlace(text)).toBeNull();
  }
});

it('begins before whatever a transaction makes', () => {
  expect(writePlace(placeBefore('77'))).toBe('77-00000000-0000-0000-0000-000000000000');
});
