import { isIPv6 } from 'node:net';

/**
 * What one subscriber has of the address space: an IPv4 address; of an IPv6 address the first 64 bits, since whoever has one address of
 * such a network has all of them (RFC 6177). What is no address is given back as it is.
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%', 1);
  if (!isIPv6(bare)) {
    return address;
  }
  // The URL parser writes every address in one way (RFC 5952), an IPv4 address within it in hexadecimal.
  const written = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [before = '', after] = written.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const [head, tail] = [groups(before), groups(after)];
  const all = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  if (all.slice(0, 5).every((group) => group === '0') && all[5] === 'ffff') {
    return all
      .slice(6)
      .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
      .join('.');
  }
  return `${all.slice(0, 4).join(':')}::/64`;
}
