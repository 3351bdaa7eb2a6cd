// What holds on every page, whatever it is about.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { forbiddenWords } from '../../../tools/check-words.ts';

/** Everybody can use it, light or dark; it never says a forbidden word; it never scrolls sideways. */
export async function expectWellMade(page: Page): Promise<void> {
  const where = new URL(page.url()).pathname;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousFindings(page), `accessibility of ${where}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  await expectKindWords(page);
  await expectNoSidewaysScroll(page);
}

/** As a screen reader gets it: names, descriptions and values, also of what stands in no text; and the page's title. */
export async function expectKindWords(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  const read = nodes.flatMap(({ name, description, value }) => [name, description, value].map((each) => each?.value));
  const shown = await page.evaluate(() => `${document.title}\n${document.body.innerText}`);
  expect(read.length, 'the page says something').toBeGreaterThan(10);
  expect(forbiddenWords(`${shown}\n${read.join('\n')}`), `words on ${page.url()}`).toEqual([]);
}

/** At the width that the page has; on a phone also at that of the narrowest ones. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const size = page.viewportSize();
  if (!size) throw new Error('The page has no size.');
  const widths = size.width < 720 ? [320, size.width] : [size.width];
  for (const width of widths) {
    await page.setViewportSize({ ...size, width });
    const found = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(found, `width of ${page.url()} at ${width} px`).toBeLessThanOrEqual(width);
  }
}

async function seriousFindings(page: Page): Promise<string[]> {
  // The pages have no frames; without looking for them it is done in half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
