import { type FetchedPage, Paged, type PageRequest } from './paged';

interface Item {
  id: number;
}
const items = (...ids: number[]): Item[] => ids.map((id) => ({ id }));
const same = (one: Item, other: Item) => one.id === other.id;

describe('a list that comes by pages', () => {
  const fetch = jest.fn<Promise<FetchedPage<Item>>, [PageRequest]>();
  let list: Paged<Item>;
  const ids = () => list.items().map(({ id }) => id);

  beforeEach(() => {
    fetch.mockReset();
    list = new Paged(fetch);
  });

  async function load(page: FetchedPage<Item>) {
    fetch.mockResolvedValueOnce(page);
    await list.load();
  }

  it('asks for the next page once, however often it is asked', async () => {
    await load({ items: items(1), next: 'b' });
    fetch.mockResolvedValueOnce({ items: items(2), next: null });
    await Promise.all([list.more(), list.more()]);
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(ids()).toEqual([1, 2]);
    expect(list.hasMore()).toBe(false);
  });

  it('drops the answer to a question that is no longer asked', async () => {
    let late: (page: FetchedPage<Item>) => void = () => undefined;
    fetch.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const first = list.load();
    await load({ items: items(2), next: null });
    late({ items: items(1), next: 'x' });
    await first;
    expect(ids()).toEqual([2]);
    expect(list.hasMore()).toBe(false);
  });

  it('puts what is new in front and leaves the rest, with its next page', async () => {
    await load({ items: items(3, 2), next: 'c' });
    fetch.mockResolvedValueOnce({ items: items(5, 4, 3), next: 'b' });
    await list.catchUp(same);
    expect(ids()).toEqual([5, 4, 3, 2]);
    fetch.mockResolvedValueOnce({ items: items(1), next: null });
    await list.more();
    expect(fetch).toHaveBeenLastCalledWith({ limit: 25, cursor: 'c' });
    expect(ids()).toEqual([5, 4, 3, 2, 1]);
  });

  it('begins anew where so much is new that nothing known is in sight', async () => {
    await load({ items: items(2, 1), next: null });
    fetch.mockResolvedValueOnce({ items: items(9, 8), next: 'd' });
    await list.catchUp(same);
    expect(ids()).toEqual([9, 8]);
    expect(list.hasMore()).toBe(true);
  });

  it('that is being fetched anew is not kept from it by news, which follow', async () => {
    await load({ items: items(2, 1), next: null });
    let late: (page: FetchedPage<Item>) => void = () => undefined;
    fetch.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const coming = list.refresh();
    fetch.mockResolvedValueOnce({ items: items(3, 2), next: null });
    const news = list.catchUp(same);
    late({ items: items(2), next: null });
    await Promise.all([coming, news]);
    expect(ids()).toEqual([3, 2]);
  });

  it('that is there already is shown without asking', async () => {
    list.take({ items: items(2, 1), next: 'b' });
    expect([ids(), list.loading(), list.hasMore()]).toEqual([[2, 1], false, true]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('stays as it was when catching up fails', async () => {
    await load({ items: items(1), next: null });
    fetch.mockRejectedValueOnce(new Error('away'));
    await list.catchUp(same);
    expect(ids()).toEqual([1]);
    expect(list.error()).toBeNull();
  });

  it('comes anew without leaving, as long as it was, however many pages that takes', async () => {
    await load({ items: items(1, 2), next: 'b' });
    fetch.mockResolvedValueOnce({ items: items(...Array.from({ length: 148 }, (_, n) => n + 3)), next: null });
    await list.more(100);
    fetch.mockReset();
    fetch.mockResolvedValueOnce({ items: items(...Array.from({ length: 100 }, (_, n) => n)), next: 'c' });
    let second: (page: FetchedPage<Item>) => void = () => undefined;
    fetch.mockReturnValueOnce(new Promise((resolve) => (second = resolve)));
    const coming = list.refresh();
    await new Promise((resolve) => setTimeout(resolve));
    expect(ids()).toHaveLength(150);
    expect(list.loading()).toBe(false);
    second({ items: items(...Array.from({ length: 50 }, (_, n) => n + 100)), next: 'd' });
    await coming;
    expect(fetch.mock.calls).toEqual([[{ limit: 100, cursor: null }], [{ limit: 50, cursor: 'c' }]]);
    expect(ids()).toEqual(Array.from({ length: 150 }, (_, n) => n));
    expect(list.hasMore()).toBe(true);
  });

  it('is not shown as it was when it is known to have changed and could not be read', async () => {
    await load({ items: items(1), next: null });
    const lost = new Error('no line');
    fetch.mockRejectedValueOnce(lost);
    await list.refresh();
    expect(ids()).toEqual([]);
    expect(list.error()).toBe(lost);
  });
});
