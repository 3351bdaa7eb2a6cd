import type { Browser, Page } from 'playwright-core';
import { compareInBrowser, encodeInBrowser } from './in-browser.ts';

/** An edge that is smoothed a little otherwise is no change; a letter is. */
const TOLERATED_PIXELS = 40;

/** Develops and compares pictures, in an empty page of the browser that took them. */
export class Darkroom {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async in(browser: Browser): Promise<Darkroom> {
    return new Darkroom(await browser.newPage());
  }

  async smaller(png: Buffer): Promise<Buffer> {
    const address = await this.#page.evaluate(encodeInBrowser, addressOf(png, 'png'));
    return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  }

  async showTheSame(one: Buffer, other: Buffer, type: 'png' | 'webp'): Promise<boolean> {
    const changed = await this.#page.evaluate(compareInBrowser, [
      addressOf(one, type),
      addressOf(other, type),
    ] as const);
    return changed <= TOLERATED_PIXELS;
  }
}

function addressOf(picture: Buffer, type: string): string {
  return `data:image/${type};base64,${picture.toString('base64')}`;
}
