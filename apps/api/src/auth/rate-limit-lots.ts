/** What one call spends of one bound: a point of the key's `points` within `within` seconds. */
export interface Charge {
  /** 32 bytes, in base64url. */
  readonly key: string;
  readonly points: number;
  /** Seconds. */
  readonly within: number;
}

/** What the shared counter gave of a key. */
export interface Taken {
  /** 0 where the bound is reached. */
  readonly taken: number;
  /** What it has left for everybody. */
  readonly remaining: number;
  /** Milliseconds to the end of the window, from when it was asked or a little later. */
  readonly resetsIn: number;
}

/** What the spending of some charges came to: told of the one that is refused, or of the last. */
export interface Spent {
  readonly refused: boolean;
  readonly points: number;
  readonly remaining: number;
  /** Milliseconds. */
  readonly resetsIn: number;
}

interface Purse {
  /** Taken from the shared counter and not spent yet. */
  left: number;
  /** Of the shared counter, when it was asked last. */
  readonly remaining: number;
  /** By this process's clock, and not after the window's end by the database's. */
  readonly endsAt: number;
}

/** How many purses are kept; the oldest makes room. What is in it is lost, which allows less and never more. */
const KEPT = 20_000;

/**
 * Bounds that hold for all processes together, without asking the database at every call: this process takes points from the
 * shared counter in lots, and spends them from memory until the window ends. What it has taken and does not spend, no other
 * process can: the more processes, the earlier the last points may be refused.
 */
export class RateLimitLots {
  private readonly purses = new Map<string, Purse>();
  private readonly asking = new Map<string, Promise<void>>();

  /** `takeLots` answers in the order of the charges, up to the first of which nothing is left. */
  constructor(
    private readonly takeLots: (charges: readonly Charge[]) => Promise<Taken[]>,
    private readonly now = () => performance.now(),
  ) {}

  /**
   * One point of each, in their order, or of none from the first refused one on.
   * @throws whatever `takeLots` throws
   */
  async spend(charges: readonly Charge[]): Promise<Spent> {
    for (;;) {
      const spent = this.spendFromMemory(charges);
      if (spent !== null) {
        return spent;
      }
      const empty = charges.filter(({ key }) => this.purseOf(key) === undefined);
      const asked = empty.map(({ key }) => this.asking.get(key)).filter((one) => one !== undefined);
      // Whoever comes while a lot is on its way waits for it: otherwise each would take one.
      await (asked.length > 0 ? Promise.all(asked) : this.ask(empty));
    }
  }

  /** Null, with nothing spent, where a purse has to be filled first. */
  private spendFromMemory(charges: readonly Charge[]): Spent | null {
    const purses: Purse[] = [];
    for (const { key, points } of charges) {
      const purse = this.purseOf(key);
      if (purse === undefined) {
        return null;
      }
      if (purse.left === 0) {
        purses.forEach((paid) => paid.left--);
        return { refused: true, points, remaining: 0, resetsIn: purse.endsAt - this.now() };
      }
      purses.push(purse);
    }
    purses.forEach((paid) => paid.left--);
    const [last, purse] = [charges.at(-1) as Charge, purses.at(-1) as Purse];
    return {
      refused: false,
      points: last.points,
      remaining: purse.remaining + purse.left,
      resetsIn: purse.endsAt - this.now(),
    };
  }

  /** One with points in it, or one that stays empty to the end of its window. */
  private purseOf(key: string): Purse | undefined {
    const purse = this.purses.get(key);
    return purse !== undefined && purse.endsAt > this.now() && (purse.left > 0 || purse.remaining === 0)
      ? purse
      : undefined;
  }

  private ask(charges: readonly Charge[]): Promise<void> {
    // From before the question: its way to the database must not lengthen the window here.
    const askedAt = this.now();
    const answered = this.takeLots(charges)
      .then((rows) => rows.forEach((row, place) => this.fill((charges[place] as Charge).key, row, askedAt)))
      .finally(() => charges.forEach(({ key }) => this.asking.delete(key)));
    charges.forEach(({ key }) => this.asking.set(key, answered));
    return answered;
  }

  private fill(key: string, { taken, remaining, resetsIn }: Taken, askedAt: number): void {
    this.purses.delete(key);
    if (this.purses.size >= KEPT) {
      this.purses.delete(this.purses.keys().next().value as string);
    }
    this.purses.set(key, { left: taken, remaining, endsAt: askedAt + resetsIn });
  }
}
