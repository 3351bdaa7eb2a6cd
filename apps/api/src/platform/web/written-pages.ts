import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { IndexPage } from './index-page';
import type { PageRead } from './site-pages';

/** As many as are kept, the last asked for; a large one takes a tenth of a megabyte. */
const KEPT = 100;

const ENCODERS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
} as const;

export type Encoding = keyof typeof ENCODERS;

/** A page as it goes out, made smaller once for each way in which it was asked for. */
export class WrittenPage {
  readonly etag: string;
  private readonly encoded = new Map<Encoding, Promise<Buffer>>();

  constructor(
    readonly status: number,
    private readonly body: Buffer,
  ) {
    // Weak: the same page is also sent encoded.
    this.etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  }

  as(encoding: Encoding | null): Buffer | Promise<Buffer> {
    if (encoding === null) return this.body;
    const known = this.encoded.get(encoding);
    if (known) return known;
    const made = ENCODERS[encoding](this.body);
    this.encoded.set(encoding, made);
    return made;
  }
}

/**
 * Pages as they were last written. What a page is written from is read anew each time and is the key: one that was kept is
 * sent only where it would be written alike, so that this saves work and decides nothing.
 */
export class WrittenPages {
  private readonly kept = new Map<string, WrittenPage>();

  constructor(private readonly index: IndexPage) {}

  of({ read, write }: PageRead): WrittenPage {
    const known = this.kept.get(read);
    const page = known ?? this.written(write);
    this.kept.delete(read);
    this.kept.set(read, page);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return page;
  }

  private written(write: PageRead['write']): WrittenPage {
    const page = write();
    return new WrittenPage(page.status, Buffer.from(this.index.with(page)));
  }
}

/** Of those we have, the smallest that the reader takes (RFC 9110, 12.5.3). */
export function encodingFor(accepted: string | undefined): Encoding | null {
  const taken = new Map(
    (accepted ?? '').split(',').map((one) => {
      const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name, weight === undefined || Number(weight) > 0] as const;
    }),
  );
  return (['br', 'gzip'] as const).find((name) => taken.get(name) ?? taken.get('*') ?? false) ?? null;
}

/** Whether the reader has this one (RFC 9110, 13.1.2). */
export function isKnownTo(ifNoneMatch: string | undefined, etag: string): boolean {
  const tag = (text: string) => text.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim() === '*' || tag(one) === tag(etag));
}
