/**
 * Pages in a real browser: what nobody sees in their text. Needs Chromium (`apt-get install chromium`, or its path in
 * `CHROMIUM`); without one these tests are left out, and .ci/run says so.
 */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenTo, violationsOn, widthOf } from '../setup/browser.ts';
import { findChromium } from '../setup/chromium.ts';
import { listen } from '../setup/listen.ts';
import { readersRoutes, untried } from '../setup/page-routes.ts';
import { startServer, type TestServer } from '../setup/server.ts';

const executablePath = findChromium();

/** Of a page of A4 less the margins of a printer, in CSS pixels. */
const A4_HEIGHT = 1_047;

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let home = '';
  let overdue = '';
  const pages: string[] = [];

  beforeAll(async () => {
    server = await startServer({
      seed: true,
      settings: { ONRECORD_TERM: '2025-01-20/2029-01-20 Second term' },
    });
    home = await listen(server);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    const first = async (list: string): Promise<string> => (await server.get(list)).json.data[0].id;
    overdue = await first('/v1/promises?timeliness=overdue&result=none');
    const rated = await first('/v1/claims?rating=true');
    pages.push('/', '/promises', '/claims?kind=statement', `/claims/${overdue}`, `/claims/${rated}`);
    pages.push(`/claims/${rated}/history`, '/speakers', '/speakers/donald-trump', '/quotes', '/sources');
    pages.push(`/quotes/${await first('/v1/quotes')}`, `/sources/${await first('/v1/sources')}`, '/topics');
    pages.push('/topics/sanctions', '/search?q=sanctions', '/corrections', '/log', '/de/about');
    pages.push(
      `/quotes/${await first('/v1/quotes')}/history`,
      `/sources/${await first('/v1/sources')}/history`,
    );
    pages.push('/claims/none', '/nowhere', `/embed/claims/${overdue}`);
    // The first page without a language is one of the API's routes.
    const routes = readersRoutes(server.app).filter((path) => path !== '/');
    const asked = pages.map((path) => path.replace(/^\/(de|uk)\//, '/'));
    expect(untried(routes, asked), 'pages that are not among these').toEqual([]);
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
      expect(await violationsOn(page), path).toEqual([]);
    }
    await context.close();
  });

  test('no page scrolls sideways, says anything on the console, or asks another host', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const { said, hosts } = listenTo(page);
    for (const path of pages) {
      await page.goto(home + path);
      for (const width of [320, 480, 800, 1_600]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await widthOf(page), `${path} at ${width}`).toBe(width);
      }
    }
    // What the browser itself says of a page that is not there.
    expect(said.filter((text) => !text.includes('404'))).toEqual([]);
    expect([...hosts]).toEqual([home]);
    await context.close();
  });

  test('a claim is printed on its pages: nothing is cut at their edges, and what is for the screen is left out', async () => {
    const page = await browser.newPage();
    await page.goto(`${home}/claims/${overdue}`);
    // A4 less the margins of a printer, in CSS pixels.
    await page.setViewportSize({ width: 718, height: A4_HEIGHT });
    await page.emulateMedia({ media: 'print' });
    expect(await widthOf(page)).toBe(718);
    for (const hidden of ['header.site nav', '.find', 'aside'])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
    // What belongs together stands on one page, and is short enough for it.
    const kept = await page.evaluate<{ what: string; height: number; inside: string; after: string }[]>(
      `[...document.querySelectorAll('.finding, .timeline > li, .said, .axis, .evidence > li, h2')].map((one) => {
        const { breakInside, breakAfter } = getComputedStyle(one);
        return { what: one.className.baseVal ?? one.tagName, height: one.getBoundingClientRect().height, inside: breakInside, after: breakAfter };
      })`,
    );
    expect(kept.length).toBeGreaterThan(5);
    for (const { what, height, inside, after } of kept) {
      expect(height, what).toBeLessThan(A4_HEIGHT);
      expect(what === 'H2' ? after : inside, what).toBe('avoid');
    }
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    // What is kept together leaves some of a page empty, and never most of one.
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(Math.ceil((height / A4_HEIGHT) * 1.5) + 1);
    await page.close();
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

  test('every link and field of a claim is reached by Tab, and one sees where one is', async () => {
    const page = await browser.newPage();
    await page.goto(`${home}/claims/${overdue}`);
    const all = Number(
      await page.evaluate(
        '[...document.querySelectorAll(\'a[href], button, input, summary, [tabindex="0"]\')].filter((one) => one.checkVisibility()).length',
      ),
    );
    const reached = new Set<string>();
    for (let i = 0; i < all; i += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        String(
          await page.evaluate(
            "[...document.querySelectorAll('*')].indexOf(document.activeElement) + ' ' + getComputedStyle(document.activeElement).outlineStyle",
          ),
        ),
      );
    }
    expect(reached.size).toBe(all);
    expect([...reached].filter((one) => one.endsWith('none'))).toEqual([]);
    await page.close();
  });
});
