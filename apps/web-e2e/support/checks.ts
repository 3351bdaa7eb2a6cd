// What holds on every page, whatever it is about.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { forbiddenWords } from '../../../tools/check-words.ts';

/** What hangs on colours, and so on the light. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Everybody can use it, it never says a forbidden word, and it never scrolls sideways. The phones of these tests are
 * dark and the desktops light, so that a journey on both is seen in both.
 */
export async function expectWellMade(page: Page): Promise<void> {
  expect(await seriousFindings(page), `accessibility of ${page.url()}`).toEqual([]);
  await expectKindWords(page);
  await expectNoSidewaysScroll(page);
}

/** The same, and by the other light as well. */
export async function expectWellMadeInEveryLight(page: Page): Promise<void> {
  await expectWellMade(page);
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const [own, other] = dark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  await page.emulateMedia({ colorScheme: other });
  expect(await seriousFindings(page, COLOUR_RULES), `accessibility of ${page.url()}, ${other}`).toEqual([]);
  await page.emulateMedia({ colorScheme: own });
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
    expect(await scrollersSideways(page), `parts of ${page.url()} at ${width} px`).toEqual([]);
  }
}

/** Parts that scroll sideways by themselves, as a dialog's body would. Rows of filter chips may: they are groups. */
function scrollersSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *:not([role=group])')]
      .filter((part) => part.scrollWidth > part.clientWidth && /auto|scroll/.test(getComputedStyle(part).overflowX))
      .map((part) => part.outerHTML.slice(0, 200)),
  );
}

async function seriousFindings(page: Page, rules?: string[]): Promise<string[]> {
  // The pages have no frames, and of what is in order nothing is to be told: without both it is done in half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
