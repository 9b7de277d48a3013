/**
 * Pages in a real browser: what nobody sees in their text. Needs Chromium (`apt-get install chromium`, or its path in
 * `CHROMIUM`); without one these tests are left out, and .ci/run says so.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../setup/chromium.ts';
import { listen } from '../setup/listen.ts';
import { startServer, type TestServer } from '../setup/server.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let home = '';
  const pages: string[] = [];

  beforeAll(async () => {
    server = await startServer({ seed: true });
    home = await listen(server);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    const first = async (list: string): Promise<string> => (await server.get(list)).json.data[0].id;
    const overdue = await first('/v1/promises?timeliness=overdue&result=none');
    const rated = await first('/v1/claims?rating=true');
    const quote = await first('/v1/quotes');
    pages.push('/', '/promises', `/claims/${overdue}`, `/claims/${rated}`, `/claims/${rated}/history`);
    pages.push(
      '/speakers/donald-trump',
      `/quotes/${quote}`,
      '/search?q=sanctions',
      '/log',
      '/de/about',
      '/claims/none',
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  test.each([
    ['light', 320],
    ['dark', 1_600],
  ] as const)('no page fails WCAG 2.2 AA, in %s at %i pixels', async (colorScheme, width) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const path of pages) {
      await page.goto(home + path);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode().analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      expect(found, path).toEqual([]);
    }
    await context.close();
  });

  test('no page scrolls sideways, says anything on the console, or asks another host', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said: string[] = [];
    const hosts = new Set<string>();
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    for (const path of pages) {
      await page.goto(home + path);
      for (const width of [320, 480, 800, 1_600]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide, `${path} at ${width}`).toBe(width);
      }
    }
    // What the browser itself says of a page that is not there.
    expect(said.filter((text) => !text.includes('404'))).toEqual([]);
    expect([...hosts]).toEqual([home]);
    await context.close();
  });

  test('the desk fails WCAG 2.2 AA nowhere, and works with scripts switched off', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`${home}/desk`);
    expect(page.url()).toBe(`${home}/desk/sign-in`);
    await page.getByLabel('Key').fill(server.secrets.editor);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'New source' }).click();
    await page.getByLabel('Address').fill('https://example.org/speech');
    await page.getByLabel('Title').fill('A speech');
    await page.getByLabel('Its text').fill('It will be open in two weeks.');
    await page.getByRole('button', { name: 'Add the source' }).click();
    expect(await page.locator('h1').textContent()).toBe('A speech');

    const state = await context.storageState();
    const looking = await browser.newContext({ storageState: state, viewport: { width: 360, height: 800 } });
    const looked = await looking.newPage();
    const claim = pages.find((path) => path.startsWith('/claims/claim_')) ?? '';
    for (const path of [
      '/desk',
      '/desk/inbox',
      '/desk/new/claim',
      `/desk${claim}`,
      `/desk${claim}/verdict`,
      `/desk${claim}/correct`,
    ]) {
      await looked.goto(home + path);
      const { violations } = await new AxeBuilder({ page: looked }).withTags(WCAG).setLegacyMode().analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      expect(found, path).toEqual([]);
      expect(await looked.evaluate('document.documentElement.scrollWidth'), path).toBe(360);
    }
    await looking.close();
    await context.close();
  });

  test('the keyboard alone leads past the head of a page, through it, and into a search', async () => {
    const page = await browser.newPage();
    await page.goto(`${home}/promises`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(`${home}/promises#main`);
    await page.locator('input[type=search]').focus();
    await page.keyboard.type('sanctions');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\?q=sanctions/);
    expect(await page.locator('a.claim').count()).toBeGreaterThan(0);
    await page.close();
  });
});
