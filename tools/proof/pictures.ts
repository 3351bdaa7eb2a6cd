// Pictures of the built web app, on the demo data as it is told on a morning in March: in a database where it stays that
// morning, so that the same code gives the same pictures on any day.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { demoId } from '../demo/ids.ts';
import { demoLinks } from '../demo/links.ts';
import { loadDemoData } from '../demo/load.ts';
import { dana, DEMO_PASSWORD, june, marie, tom, type Account } from '../demo/people.ts';
import { testBrowser } from '../lib/browser.ts';
import type { Command } from '../lib/command.ts';
import { readSettings, testEnvironment } from '../lib/test-cluster.ts';
import { Darkroom } from './darkroom.ts';
import { PICTURES, type Picture } from './documents.ts';
import { fontsAreThere, hideTokens } from './in-browser.ts';
import { Names } from './names.ts';
import { Stage } from './stage.ts';

const MORNING = '2026-03-10T17:05:00.000Z';
const RUN = demoId('run/bamfield-west-side');

const DESKTOP = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };

type Taken = Partial<Record<Picture, Buffer>>;

/** Answers the files that show something else than before. */
export async function takePictures(
  clusterUrl: string,
  folder: string,
  { signal, onEnd }: Pick<Command, 'signal' | 'onEnd'>,
): Promise<string[]> {
  const stage = await Stage.open(clusterUrl, new Names(), signal, standStill);
  onEnd(() => stage.close());
  const { executablePath, args, env } = await testBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  onEnd(() => browser.close());

  const darkroom = await Darkroom.in(browser);
  const taken = await takeAll(browser, darkroom, stage);
  const replaced: string[] = [];
  for (const [picture, png] of Object.entries(taken) as [Picture, Buffer][]) {
    const file = path.join(folder, PICTURES[picture].file);
    const webp = await darkroom.smaller(png);
    if (existsSync(file) && (await darkroom.showTheSame(readFileSync(file), webp, 'webp'))) continue;
    writeFileSync(file, webp);
    replaced.push(PICTURES[picture].file);
  }
  return replaced;
}

/** It stays this morning: rows, expiries and "today" agree, whatever the day really is. */
async function standStill(admin: pg.Client): Promise<void> {
  await admin.query(
    `CREATE OR REPLACE FUNCTION pg_catalog.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
       AS $$ SELECT timestamptz '${MORNING}' $$;
     -- People who are invited together come in the order of their random ids: here, in that of their addresses.
     CREATE FUNCTION in_order() RETURNS trigger LANGUAGE plpgsql
       AS $$ BEGIN NEW.created_at := now() + ascii(NEW.invitee_email) * interval '1 ms'; RETURN NEW; END $$;
     CREATE TRIGGER in_order BEFORE INSERT ON cc_invitations FOR EACH ROW WHEN (NEW.created_at = now()) EXECUTE FUNCTION in_order()`,
  );
}

async function takeAll(browser: Browser, darkroom: Darkroom, stage: Stage): Promise<Taken> {
  const shoot = (page: Page, options?: { whole?: boolean }) => atRest(page, darkroom, options);
  const environment = testEnvironment(stage.database);
  const settings = readSettings(environment);
  await loadDemoData({ environment, settings, close: async () => undefined }, () => undefined);
  const [link] = await demoLinks(settings);
  const origin = stage.api.address.replace('127.0.0.1', 'localhost');

  const as = async <Result>(
    person: Account | null,
    device: typeof DESKTOP,
    work: (page: Page) => Promise<Result>,
  ): Promise<Result> => {
    const context = await browser.newContext({
      ...device,
      baseURL: origin,
      locale: 'en-CA',
      timezoneId: 'America/Vancouver',
      reducedMotion: 'reduce',
      colorScheme: 'light',
    });
    try {
      const page = await open(context);
      if (person) await signIn(page, person);
      return await work(page);
    } finally {
      await context.close();
    }
  };

  const claim = await as(null, PHONE, async (page) => {
    await page.goto(link?.path ?? '/');
    return shoot(page, { whole: true });
  });
  const provider = await as(dana, DESKTOP, async (page) => {
    await page.goto('/app/provider/runs');
    await page.getByText('Septic pump-out, Bamfield west side').first().waitFor();
    const runs = await shoot(page);
    await page.getByText('Septic pump-out, Ucluelet east harbour').scrollIntoViewIfNeeded();
    const today = await shoot(page);
    await page.goto(`/app/provider/runs/${RUN}`);
    await page.getByRole('button', { name: 'Notify stakeholders' }).click();
    const addresses = page.getByRole('dialog').getByLabel('Email addresses');
    await addresses.last().fill('Ada Holt <ada@rancecove.example>, office@bradyscabins.example\n');
    await addresses.last().press('Tab');
    await page.getByLabel('Message (optional)').fill('Room for two more tanks. The truck is on the 07:30 barge. Dana');
    const notify = await shoot(page);
    await page.getByRole('button', { name: 'Create invitations' }).click();
    await page.getByText('Invitation links').waitFor();
    await page.getByText('invited 2 people').first().waitFor({ state: 'attached' });
    const links = await shoot(page);
    await page.getByRole('dialog').getByText('Priya Nair').scrollIntoViewIfNeeded();
    const tracking = await shoot(page);
    return { runs, today, notify, links, tracking };
  });
  const viewing = (person: Account, text: string) =>
    as(person, DESKTOP, async (page) => {
      await page.goto(`/app/runs/${RUN}/view`);
      await page.getByText(text).waitFor();
      return shoot(page);
    });
  const view = await viewing(june, 'You have access to this run as');
  const denied = await viewing(tom, "You don't have access to this run.");
  const notifications = await as(marie, DESKTOP, async (page) => {
    await page.goto('/app/notifications');
    await page.getByText('Access ended').first().waitFor();
    return shoot(page);
  });
  return { ...provider, claim, view, denied, notifications };
}

async function open(context: BrowserContext): Promise<Page> {
  // A stream never comes to rest.
  await context.route('**/api/notifications/stream', (route) => route.abort());
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(MORNING));
  return page;
}

async function signIn(page: Page, { email }: Account): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/app/**');
}

/** As it is once nothing on it moves any more: what an act has changed is fetched anew behind it. */
async function atRest(page: Page, darkroom: Darkroom, { whole = false } = {}): Promise<Buffer> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(fontsAreThere);
  let last: Buffer | undefined;
  for (let look = 0; look < 20; look++) {
    await page.evaluate(hideTokens);
    const now = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: whole });
    if (last && (await darkroom.showTheSame(last, now, 'png'))) return now;
    last = now;
    await sleep(300);
  }
  throw new Error(`${page.url()} does not come to rest.`);
}
