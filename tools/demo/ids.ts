import { createHash } from 'node:crypto';

/** The same name gives the same id wherever demo data is loaded, so that a document can point at a row (RFC 9562, 5.8). */
export function demoId(name: string): string {
  const digits = [...createHash('sha256').update(`service-runs/demo/${name}`).digest('hex').slice(0, 32)];
  digits[12] = '8';
  digits[16] = ((Number.parseInt(digits[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
