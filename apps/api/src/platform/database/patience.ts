import { unavailable } from '../errors/api-error';

/** Milliseconds of silence after which the database counts as away. The contract gives two seconds in all. */
const SILENCE = 1_800;
/** Milliseconds that a caller waits at most for a database that answers others meanwhile. */
const PATIENCE = 10_000;

/**
 * Tells a database that is slow from one that is away. While it answers anybody, a caller waits; when nothing at all has
 * come back for as long as `SILENCE`, everybody who waits is told, and is let go of.
 */
export class Patience {
  private heardAt = performance.now();

  /** Something came back: rows or a refusal. */
  heard(): void {
    this.heardAt = performance.now();
  }

  /**
   * `stillWaiting` keeps an act from being sent or committed after its caller was told that it could not be done.
   * @throws ApiError `error.unavailable`
   */
  async wait<Result>(work: (stillWaiting: () => void) => Promise<Result>): Promise<Result> {
    const began = performance.now();
    let gone = false;
    let timer: NodeJS.Timeout | undefined;
    const away = new Promise<never>((_, reject) => {
      const look = () => {
        if (gone) {
          return;
        }
        const now = performance.now();
        const silent = now - Math.max(this.heardAt, began);
        if (silent >= SILENCE || now - began >= PATIENCE) {
          gone = true;
          reject(unavailable());
        } else {
          timer = setTimeout(lookOnceRead, SILENCE - silent);
        }
      };
      // Timers come before the sockets are read: in a process that was busy itself, the answer may lie there unread.
      const lookOnceRead = () => setImmediate(() => setImmediate(look));
      timer = setTimeout(lookOnceRead, SILENCE);
    });
    const stillWaiting = () => {
      if (gone) {
        throw unavailable();
      }
    };
    try {
      return await Promise.race([work(stillWaiting), away]);
    } finally {
      gone = true;
      clearTimeout(timer);
    }
  }
}
