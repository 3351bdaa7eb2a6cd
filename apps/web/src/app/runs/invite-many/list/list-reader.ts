import { Service } from '@angular/core';
import { ApiFailure } from '../../../core/http/api-failure';
import { LIST_LIMITS, type ListRead } from './list';

/** Longer than any list that is within the limits takes, on any machine that is in use. */
const PATIENCE = 20_000;

/** Reads lists beside the page: whatever is in them, the page goes on answering. */
@Service()
export class ListReader {
  private ending: (() => void) | null = null;

  async read(source: string | File): Promise<ListRead> {
    this.stop();
    if (typeof source === 'string') {
      return source.length > LIST_LIMITS.bytes ? { refused: 'size' } : this.inWorker(source);
    }
    if (source.size > LIST_LIMITS.bytes) return { refused: 'size' };
    try {
      return await this.inWorker(new Uint8Array(await source.arrayBuffer()));
    } catch (error) {
      // A file that was moved or is a folder; what went wrong in the worker says so itself.
      if (error instanceof ApiFailure) throw error;
      return { refused: 'unreadable' };
    }
  }

  /** Whoever waits for a list is not told of it any more. */
  stop(): void {
    this.ending?.();
    this.ending = null;
  }

  private async inWorker(source: string | Uint8Array): Promise<ListRead> {
    const { startWorker } = await import('./start-worker');
    const worker = startWorker();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<ListRead>((resolve, reject) => {
        this.ending = () => worker.terminate();
        timer = setTimeout(() => resolve({ refused: 'slow' }), PATIENCE);
        worker.onmessage = ({ data }: MessageEvent<ListRead>) => resolve(data);
        // Its script could not be fetched.
        worker.onerror = () => reject(new ApiFailure('error.load_failed', 0));
        worker.postMessage(source);
      });
    } finally {
      clearTimeout(timer);
      worker.terminate();
    }
  }
}
