/**
 * Whether this can be the address that is masked as `j***r@example.com`. It says "no" only where that is certain: two
 * addresses may look alike behind a mask, and the API knows the rest.
 */
export function canBe(masked: string, address: string): boolean {
  const [, head = '', tail = ''] = /^([^*]*)\*+([^*]*)$/.exec(masked.toLowerCase()) ?? [];
  const whole = address.toLowerCase();
  return whole.startsWith(head) && whole.endsWith(tail);
}
