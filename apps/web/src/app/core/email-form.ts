/** Whether something can be an e-mail address at all; the server and a mail that arrives say the rest. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}
