/** How far a stream has got: the transaction and id of the last notification that it has shown. */
export interface StreamPlace {
  /** A transaction's number, in digits: it may be larger than a JavaScript number can tell apart. */
  readonly madeIn: string;
  readonly id: string;
}

const FORM = /^(\d{1,20})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** The largest xid8. */
const LARGEST = 18_446_744_073_709_551_615n;

/** Before everything that a transaction from `madeIn` on makes. */
export function placeBefore(madeIn: string): StreamPlace {
  return { madeIn, id: BEFORE_ALL };
}

/** As the id of an event, which a client sends back in `Last-Event-ID`. */
export function writePlace({ madeIn, id }: StreamPlace): string {
  return `${madeIn}-${id}`;
}

/** Null for what no stream has given out. */
export function readPlace(text: string): StreamPlace | null {
  const [, madeIn, id] = FORM.exec(text) ?? [];
  return madeIn === undefined || id === undefined || BigInt(madeIn) > LARGEST ? null : { madeIn, id };
}
