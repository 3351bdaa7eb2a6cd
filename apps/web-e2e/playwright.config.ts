import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { testBrowser } from '../../tools/lib/browser.ts';
import { PHONE } from './support/phone.ts';

const { executablePath, args, env } = await testBrowser();

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: path.join(import.meta.dirname, '../../test-results'),
  globalSetup: path.join(import.meta.dirname, 'global-setup.ts'),
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['line'], ['json']] : [['list']],
  use: {
    baseURL: process.env['BASE_URL'],
    locale: 'en-CA',
    timezoneId: 'America/Vancouver',
    // What fades is caught half way by a check of its contrast.
    contextOptions: { reducedMotion: 'reduce' },
    // To look into a failure, `--trace on`: recording every journey would cost an eighth of the time.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args, env },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }, grepInvert: /@phone/ },
    { name: 'phone', use: PHONE, grepInvert: /@desktop/ },
  ],
});
