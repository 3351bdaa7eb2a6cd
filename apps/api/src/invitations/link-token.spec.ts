import { createSecretKey } from 'node:crypto';
import { linkKeyId } from '../platform/config/link-keys';
import { deriveToken, tokenHash } from './link-token';

const KEY = 'the key of a pinned example, long enough';
const ID = '0198c0de-0000-7000-8000-000000000001';

describe('a link', () => {
  // Pinned: links that are out in the world must go on opening what they opened.
  it.each([
    ['claim', 1, 'd0400032b7e372c211952cec946ddd82e36688dd56f8cd0fa6b5af245285dd21'],
    ['claim', 2, '0d5f6eb4fdc22e7d48499542fba21f180927ff7f11fcf72fb4447d8dc39b4a83'],
    ['mail', 1, '7aae0a10c90eb303bbe06a87e459192ba8766bce0faa05f249ed7fe291af0c70'],
  ] as const)('for %s of version %i is derived as it always was', (purpose, version, pinned) => {
    expect(deriveToken(KEY, purpose, ID, version)).toBe(pinned);
  });

  it('is the same under a key object', () => {
    expect(deriveToken(createSecretKey(Buffer.from(KEY, 'utf8')), 'claim', ID, 1)).toBe(
      deriveToken(KEY, 'claim', ID, 1),
    );
  });

  it('is another one for another key, purpose, invitation or version', () => {
    const links = [
      deriveToken(KEY, 'claim', ID, 1),
      deriveToken(`${KEY}!`, 'claim', ID, 1),
      deriveToken(KEY, 'mail', ID, 1),
      deriveToken(KEY, 'claim', ID.replace('1', '2'), 1),
      deriveToken(KEY, 'claim', ID, 2),
      // No two of them run into one another: version 1 of …1 and version 11 of … are apart.
      deriveToken(KEY, 'claim', ID, 11),
    ];
    expect(new Set(links).size).toBe(links.length);
    for (const link of links) expect(link).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is found by a hash that does not show it', () => {
    expect(tokenHash('a link').toString('hex')).toBe(
      '5a3464444d33a68463513f5da667da8e38aaab130f7eeed4b4387644bcada617',
    );
    expect(tokenHash('')).toHaveLength(32);
  });
});

describe('the name of a key', () => {
  it('is as it always was, and tells nothing of the key', () => {
    expect(linkKeyId(KEY)).toBe('5cd0d761');
    expect(linkKeyId(`${KEY}!`)).not.toBe(linkKeyId(KEY));
  });
});
