import { Patience } from './patience';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Lets time pass in small steps, with the database answering somebody every `every` milliseconds, or nobody. */
async function pass(milliseconds: number, patience: Patience, every = Infinity): Promise<void> {
  for (let passed = 100; passed <= milliseconds; passed += 100) {
    await jest.advanceTimersByTimeAsync(100);
    if (passed % every === 0) {
      patience.heard();
    }
  }
}

it('waits for a slow answer while others are answered', async () => {
  const patience = new Patience();
  const settled = jest.fn();
  let answer: (value: string) => void = () => undefined;
  const waiting = patience.wait(() => new Promise<string>((resolve) => (answer = resolve)));
  waiting.then(settled, settled);
  await pass(5_000, patience, 500);
  expect(settled).not.toHaveBeenCalled();
  answer('late, but here');
  await expect(waiting).resolves.toBe('late, but here');
});

it('tells everybody who waits when nothing comes back at all', async () => {
  const patience = new Patience();
  const refused = Promise.all(
    [1, 2, 3].map(() =>
      expect(patience.wait(() => new Promise(() => undefined))).rejects.toMatchObject({ code: 'error.unavailable' }),
    ),
  );
  await pass(1_900, patience);
  await refused;
});

it('does not count silence from before the question', async () => {
  const patience = new Patience();
  await pass(60_000, patience);
  const settled = jest.fn();
  patience.wait(() => new Promise(() => undefined)).then(settled, settled);
  await pass(1_000, patience);
  expect(settled).not.toHaveBeenCalled();
  await pass(1_000, patience);
  expect(settled).toHaveBeenCalledWith(expect.objectContaining({ code: 'error.unavailable' }));
});

it('does not wait for ever, even for a database that answers others', async () => {
  const patience = new Patience();
  const refused = expect(patience.wait(() => new Promise(() => undefined))).rejects.toMatchObject({
    code: 'error.unavailable',
  });
  await pass(12_000, patience, 500);
  await refused;
});

it('keeps an act from going on after its caller was told that it could not be done', async () => {
  const patience = new Patience();
  let goOn: () => void = () => undefined;
  const done = jest.fn();
  const waiting = patience.wait(async (stillWaiting) => {
    await new Promise<void>((resolve) => (goOn = resolve));
    stillWaiting();
    done();
  });
  const refused = expect(waiting).rejects.toMatchObject({ code: 'error.unavailable' });
  await pass(1_900, patience);
  await refused;
  goOn();
  await jest.advanceTimersByTimeAsync(0);
  expect(done).not.toHaveBeenCalled();
});
