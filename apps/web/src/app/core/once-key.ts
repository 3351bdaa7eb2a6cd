import { toApiFailure } from './http/api-failure';

/**
 * The key under which one act is sent, so that an answer that was lost on the way can be asked for again without a
 * second act. Other content, and whatever comes after an answer, is another act.
 */
export class OnceKey {
  private content = '';
  private key = '';

  for(input: unknown): string {
    const content = JSON.stringify(input);
    if (content !== this.content) {
      this.content = content;
      this.key = randomKey();
    }
    return this.key;
  }

  /**
   * After a failure: the key is kept while it is open whether the act was done. Being told to wait, or to sign in, is
   * said before the act is looked at, and settles nothing of an earlier try.
   */
  failed(error: unknown): void {
    const { status, code } = toApiFailure(error);
    const open = status === 0 || status >= 500 || code === 'error.idempotency.in_progress';
    const unheard = status === 401 || status === 429;
    if (!open && !unheard) this.done();
  }

  done(): void {
    this.content = '';
  }
}

/** Without TLS a page has no `randomUUID`. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
