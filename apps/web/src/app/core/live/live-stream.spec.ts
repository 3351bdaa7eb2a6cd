import { LiveStream, type OpenStream } from './live-stream';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A server of one's own: what was asked for, and the streams that it answered with. */
function server() {
  const asked: (string | null)[] = [];
  const open: { say(text: string): void; end(): void; closed: boolean }[] = [];
  let answer: 'stream' | 'fail' | 'signed out' = 'stream';
  return {
    asked,
    open,
    answerWith: (other: typeof answer) => (answer = other),
    last: () => open.at(-1) as (typeof open)[number],
    ask: (lastEventId: string | null): Promise<OpenStream | null> => {
      asked.push(lastEventId);
      if (answer === 'fail') return Promise.reject(new Error('No line'));
      if (answer === 'signed out') return Promise.resolve(null);
      const waiting: string[] = [];
      let wake: () => void = () => undefined;
      let over = false;
      const one = {
        closed: false,
        say: (text: string) => {
          waiting.push(text);
          wake();
        },
        end: () => {
          over = true;
          wake();
        },
      };
      open.push(one);
      async function* text() {
        for (;;) {
          while (waiting.length > 0) yield waiting.shift() as string;
          if (over) return;
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
      return Promise.resolve({
        text: text(),
        close: () => {
          one.closed = true;
          one.end();
        },
      });
    },
  };
}

function listening() {
  const there = server();
  const heard: string[] = [];
  const stream = new LiveStream({
    open: there.ask,
    heard: ({ kind, data }) => heard.push(`${kind} ${data}`),
    random: () => 1,
  });
  return { there, heard, stream };
}
const pass = (milliseconds = 0) => jest.advanceTimersByTimeAsync(milliseconds);

describe('the stream of news', () => {
  it('hears events, however they are cut into pieces', async () => {
    const { there, heard, stream } = listening();
    stream.start();
    await pass();
    there.last().say('event: ready\nid: 1\ndata: {}\n\n:\n\nevent: noti');
    there.last().say('fication\nid: 2\ndata: {"title":"A"}\n\n');
    await pass();
    expect(heard).toEqual(['ready {}', 'notification {"title":"A"}']);
    stream.stop();
  });

  it('goes on after the last event that it has heard when the line was lost', async () => {
    const { there, stream } = listening();
    stream.start();
    await pass();
    there.last().say('event: notification\nid: 7\ndata: {}\n\n');
    await pass();
    there.last().end();
    await pass(1_000);
    expect(there.asked).toEqual([null, '7']);
    stream.stop();
  });

  it('waits ever longer while nothing answers, and not at all when it is told that there is a line again', async () => {
    const { there, stream } = listening();
    there.answerWith('fail');
    stream.start();
    await pass();
    await pass(1_000);
    await pass(2_000);
    await pass(4_000);
    expect(there.asked.length).toBe(4);
    await pass(7_999);
    expect(there.asked.length).toBe(4);
    there.answerWith('stream');
    stream.start();
    await pass();
    expect(there.asked.length).toBe(5);
    stream.stop();
  });

  it('takes silence for a lost line', async () => {
    const { there, stream } = listening();
    stream.start();
    await pass();
    for (let beat = 0; beat < 10; beat++) {
      there.last().say(':\n\n');
      await pass(20_000);
    }
    expect(there.asked.length).toBe(1);
    await pass(61_000);
    expect([there.open[0]?.closed, there.asked.length]).toEqual([true, 2]);
    stream.stop();
  });

  it('ends when nobody is signed in any more', async () => {
    const { there, stream } = listening();
    there.answerWith('signed out');
    stream.start();
    await pass(120_000);
    expect(there.asked).toEqual([null]);
  });

  it('stops when it is told to, and goes on from there when it is wanted again', async () => {
    const { there, heard, stream } = listening();
    stream.start();
    await pass();
    there.last().say('event: notification\nid: 3\ndata: {}\n\n');
    await pass();
    stream.stop();
    await pass(120_000);
    expect([there.last().closed, there.asked.length]).toEqual([true, 1]);
    stream.start();
    stream.start();
    await pass();
    expect([there.asked, heard.length]).toEqual([[null, '3'], 1]);
    stream.stop();
  });
});
