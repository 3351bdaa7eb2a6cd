import { TestBed } from '@angular/core/testing';
import { LIST_LIMITS, type ListRead } from './list';
import { ListReader } from './list-reader';
import { startWorker } from './start-worker';

jest.mock('./start-worker', () => ({ startWorker: jest.fn() }));

/** A worker that answers when it is told to. */
class FakeWorker {
  onmessage: ((event: { data: ListRead }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly postMessage = jest.fn<void, [string | Uint8Array]>();
  readonly terminate = jest.fn();
}

describe('reading a list beside the page', () => {
  const answer: ListRead = { refused: 'empty' };
  let workers: FakeWorker[];
  let reader: ListReader;
  const started = jest.mocked(startWorker);
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  const file = (text: string, size = text.length) => {
    const made = new File([text], 'people.csv');
    Object.defineProperty(made, 'size', { value: size });
    made.arrayBuffer = () => Promise.resolve(new TextEncoder().encode(text).buffer as ArrayBuffer);
    return made;
  };

  beforeEach(() => {
    workers = [];
    started.mockReset().mockImplementation(() => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    });
    reader = TestBed.inject(ListReader);
  });

  it('gives the worker what was pasted, or the bytes of a file, and ends it after its answer', async () => {
    const pasted = reader.read('june@x.example');
    await turn();
    expect(workers[0]?.postMessage).toHaveBeenCalledWith('june@x.example');
    workers[0]?.onmessage?.({ data: answer });
    expect(await pasted).toBe(answer);
    expect(workers[0]?.terminate).toHaveBeenCalled();

    const chosen = reader.read(file('abc'));
    await turn();
    expect([...(workers[1]?.postMessage.mock.calls[0]?.[0] ?? [])]).toEqual([97, 98, 99]);
    workers[1]?.onmessage?.({ data: answer });
    expect(await chosen).toBe(answer);
  });

  it('does not even open what is too large', async () => {
    const large = file('a', 10_000_000);
    large.arrayBuffer = jest.fn();
    expect(await reader.read(large)).toEqual({ refused: 'size' });
    expect(large.arrayBuffer).not.toHaveBeenCalled();
    expect(await reader.read('a'.repeat(LIST_LIMITS.bytes + 1))).toEqual({ refused: 'size' });
    expect(started).not.toHaveBeenCalled();
  });

  it('says that a file could not be opened', async () => {
    const gone = file('a');
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    expect(await reader.read(gone)).toEqual({ refused: 'unreadable' });
  });

  it('gives up what takes too long, and ends it', async () => {
    jest.useFakeTimers();
    try {
      const reading = reader.read('"');
      await jest.advanceTimersByTimeAsync(19_000);
      expect(workers[0]?.terminate).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await reading).toEqual({ refused: 'slow' });
      expect(workers[0]?.terminate).toHaveBeenCalled();
    } finally {
      jest.useRealTimers();
    }
  });

  it('fails as a page does whose script could not be fetched', async () => {
    const reading = reader.read('june@x.example');
    await turn();
    workers[0]?.onerror?.();
    await expect(reading).rejects.toMatchObject({ code: 'error.load_failed' });
  });

  it('ends what is being read when another list is given', async () => {
    void reader.read('one');
    await turn();
    void reader.read('two');
    await turn();
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(workers[1]?.terminate).not.toHaveBeenCalled();
  });
});
