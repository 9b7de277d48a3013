/**
 * The desk in a real browser: its whole story with scripts switched off, what the script adds, and every form for
 * whoever does not see it. Without Chromium these tests are left out (pages.test.ts).
 */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenTo, violationsOn, widthOf } from '../setup/browser.ts';
import { findChromium } from '../setup/chromium.ts';
import { type Newsroom, openNewsroom } from '../setup/desk.ts';
import { everyDeskPage } from '../setup/desk-pages.ts';
import { listen } from '../setup/listen.ts';

const executablePath = findChromium();
const TEXT =
  'Good evening. She said: “The bridge will be open in two weeks.” Then it rained, and nobody stayed for the rest.';

/** More than any page of the desk has to reach. */
const MOST_TABS = 120;

describe.skipIf(executablePath === undefined)('the desk in a browser', () => {
  let server: Newsroom;
  let browser: Browser;
  let home = '';

  beforeAll(async () => {
    server = await openNewsroom({ now: '2025-08-20T12:00:00.000Z' });
    await server.scale();
    home = await listen(server);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  /** Goes on by Tab to what begins with these words: a field by its label, a link or a button by its text. */
  const reach = async (page: Page, words: string): Promise<void> => {
    for (let i = 0; i < MOST_TABS; i += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate<string>(
        '(() => { const one = document.activeElement; return (one.labels?.[0] ?? one).textContent.trim(); })()',
      );
      if (at.startsWith(words)) return;
    }
    throw new Error(`Tab does not lead to ${words} on ${page.url()}`);
  };
  const fill = async (page: Page, typed: Readonly<Record<string, string>>): Promise<void> => {
    for (const [label, text] of Object.entries(typed)) {
      await reach(page, label);
      await page.keyboard.type(text);
    }
  };
  /** Presses what has the focus, and waits for the next page. */
  const send = async (page: Page): Promise<void> => {
    const next = page.waitForEvent('domcontentloaded');
    await page.keyboard.press('Enter');
    await next;
  };
  const main = (page: Page) => page.getByRole('main');
  const press = (page: Page, name: string) => main(page).getByRole('button', { name }).first().click();

  const signIn = async (context: BrowserContext, who: 'reporter' | 'editor' | 'admin'): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${home}/desk`);
    await page.getByLabel('Key').fill(server.secrets[who]);
    await press(page, 'Sign in');
    return page;
  };

  test('without scripts the whole story is told by forms', async () => {
    const plain = { javaScriptEnabled: false, viewport: { width: 360, height: 800 } };
    const [hers, his] = [await browser.newContext(plain), await browser.newContext(plain)];
    const [reporter, editor] = [await signIn(hers, 'reporter'), await signIn(his, 'editor')];

    await main(reporter).getByRole('link', { name: 'New speaker' }).click();
    await reporter.getByLabel('Name needed').fill('Ada Example');
    await reporter.getByLabel('Name in addresses').fill('ada-example');
    await press(reporter, 'Add the speaker');

    await reporter.goto(`${home}/desk/new/source`);
    await reporter.getByLabel('Title').fill('Speech at the bridge');
    await reporter.getByLabel('Its text').fill(TEXT);
    await press(reporter, 'Add the source');
    const words = 'The bridge will be open in two weeks.';
    await reporter.getByLabel('The very words').fill(words);
    await reporter.getByLabel('Who said it').fill('ada-example');
    await reporter.getByLabel('Spoken on').fill('2025-08-15');
    await press(reporter, 'Compare with the text');
    expect(await reporter.locator('.answer-here').textContent()).toContain('Word for word');
    expect(await reporter.getByLabel('Who said it').inputValue()).toBe('ada-example');
    await press(reporter, 'Add the quote');

    await main(reporter).getByRole('link', { name: 'Write a claim' }).click();
    await reporter.getByLabel('Kind').selectOption('promise');
    await reporter.getByLabel('The claim').fill('The bridge will be open in two weeks.');
    await reporter.getByLabel('What is to happen').fill('Open the bridge.');
    await reporter.getByLabel('What would count').fill('Kept if traffic crosses it.');
    await reporter.getByLabel('Can one tell').selectOption('testable');
    await reporter.getByLabel('When, in').fill('in two weeks');
    await press(reporter, 'Read the deadline');
    expect(await reporter.locator('.answer-here').textContent()).toMatch(/Read as: 29 Aug/);
    await press(reporter, 'Save as a draft');
    const claim = reporter.url();

    await editor.goto(claim);
    await press(editor, 'Confirm');
    await press(editor, 'Approve and publish');
    expect(await editor.locator('.eyebrow').textContent()).toContain('public');

    await reporter.goto(`${claim}/verdict`);
    await reporter.getByLabel('Rating').selectOption('true');
    await reporter.getByLabel('In one sentence').fill('It is so.');
    await reporter.getByLabel('Why', { exact: true }).fill('The *register* says so.');
    await reporter.getByLabel('Address').first().fill('https://example.org/register');
    await press(reporter, 'Propose it');
    await editor.goto(`${home}/desk/inbox`);
    await editor.getByText('Send back').first().click();
    await editor.getByLabel('Why, for its author').first().fill('Which register?');
    await main(editor)
      .locator('button', { hasText: /^Send back$/ })
      .first()
      .click();
    await reporter.goto(claim);
    expect(await main(reporter).textContent()).toContain('Which register?');

    await editor.goto(`${claim}/correct`);
    await editor.getByLabel('The claim').fill('The stone bridge will be open in two weeks.');
    await editor.getByLabel('What the public will read').fill('Which bridge.');
    await press(editor, 'Publish the correction');

    server.clock.set('2025-09-03T12:00:00.000Z');
    for (const [context, who] of [
      [hers, 'reporter'],
      [his, 'editor'],
    ] as const) {
      const again = await signIn(context, who);
      await again.close();
    }
    await reporter.goto(`${claim}/outcome`);
    await reporter.getByLabel('A ruling').selectOption('kept');
    await reporter.getByLabel('It happened on').fill('2025-09-02');
    await reporter.getByLabel('What happened').fill('It was opened.');
    await reporter.getByLabel('Address').first().fill('https://example.org/register');
    await press(reporter, 'Propose it');
    await editor.goto(`${home}/desk/inbox`);
    await press(editor, 'Approve and publish');
    await editor.goto(claim.replace('/desk', '/en'));
    expect(await editor.locator('.finding').first().textContent()).toContain('Kept, 4 days late');
    expect(await main(editor).textContent()).toContain('Which bridge.');

    await editor.goto(`${claim}/withdraw`);
    await editor.getByLabel('Why').fill('It was another bridge.');
    await press(editor, 'Withdraw it');
    const gone = await editor.goto(claim.replace('/desk', ''));
    expect(gone?.status()).toBe(410);
    await hers.close();
    await his.close();
  });

  test('with its script, words are marked by mouse or keyboard and compared at once, and deadlines read while one types', async () => {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 } });
    const page = await signIn(context, 'reporter');
    const { said, hosts } = listenTo(page);
    const { id } = await server.source({ text: TEXT });
    await page.goto(`${home}/desk/sources/${id}`);
    const text = page.getByLabel('Its text');
    const words = page.getByLabel('The very words');
    const answer = page.locator('.answer-here');

    // The keyboard: to the beginning of the text, then eleven words with Shift.
    await text.focus();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift+Control+ArrowRight');
    await answer.getByText('Word for word').waitFor();
    expect(TEXT.startsWith(await words.inputValue())).toBe(true);
    expect(await answer.textContent()).toMatch(/Signs 1 to \d+ of 111/);

    // The mouse: a double click marks a word.
    await text.dblclick({ position: { x: 30, y: 16 } });
    await expect.poll(async () => (await words.inputValue()).split(/\s/).length).toBe(1);

    // What is written by hand is compared while it is written.
    await words.fill('The bridge will be shut in two weeks.');
    await answer.getByText('Other words in the source').waitFor();
    expect(await answer.locator('del').textContent()).toContain('open');

    await page.goto(`${home}/desk/new/claim`);
    await page.getByLabel('When, in').fill('soon');
    await page.locator('.answer-here .finding').waitFor();
    const vague = await page.locator('.answer-here').textContent();
    await page.getByLabel('When, in').fill('by 5 September 2025');
    await page.locator('.answer-here').getByText('Sept 2025').first().waitFor();
    expect(vague).not.toContain('Sept 2025');
    expect(said).toEqual([]);
    expect([...hosts]).toEqual([home]);
    await context.close();
  });

  test.each([
    ['light', 320],
    ['dark', 1_280],
  ] as const)(
    'no form fails WCAG 2.2 AA or scrolls sideways, in %s at %i pixels',
    async (colorScheme, width) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await signIn(context, 'admin');
      const { said } = listenTo(page);
      for (const path of await everyDeskPage(server, TEXT)) {
        const reply = await page.goto(home + path);
        expect(reply?.status(), path).toBe(200);
        // What is folded is looked at as well.
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        expect(await violationsOn(page), path).toEqual([]);
        expect(await widthOf(page), path).toBe(width);
      }
      expect(said).toEqual([]);
      await context.close();
    },
  );

  test('the keyboard alone tells the story: a source, its words, a claim, and its approval by another', async () => {
    const [hers, his] = [await browser.newContext(), await browser.newContext()];
    const byKeys = async (context: BrowserContext, who: 'reporter' | 'editor'): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(`${home}/desk`);
      await reach(page, 'Key');
      await page.keyboard.type(server.secrets[who]);
      await send(page);
      return page;
    };
    const reporter = await byKeys(hers, 'reporter');
    await reach(reporter, 'New speaker');
    await send(reporter);
    await fill(reporter, { Name: 'Ines Keys', 'Name in addresses': 'ines-keys' });
    await reach(reporter, 'Add the speaker');
    await send(reporter);
    await reporter.goto(`${home}/desk`);
    await reach(reporter, 'New source');
    await send(reporter);
    await fill(reporter, { Title: 'Speech by keys', 'Its text': 'She said: “The quay is paved.” It was.' });
    await reach(reporter, 'Add the source');
    await send(reporter);
    await fill(reporter, { 'The very words': 'The quay is paved.', 'Who said it': 'ines-keys' });
    await reach(reporter, 'Add the quote');
    await send(reporter);
    await reach(reporter, 'Write a claim');
    await send(reporter);
    await fill(reporter, { 'The claim': 'The quay of the town is paved.' });
    await reach(reporter, 'Save as a draft');
    await send(reporter);
    const claim = reporter.url();
    expect(claim).toMatch(/\/desk\/claims\/claim_/);

    const editor = await byKeys(his, 'editor');
    await editor.goto(claim);
    await reach(editor, 'Approve and publish');
    await send(editor);
    expect((await server.get(claim.replace(`${home}/desk`, '/v1'))).json.publication).toBe('published');
    await reach(editor, 'Withdraw');
    await send(editor);
    await fill(editor, { Why: 'It was another quay.' });
    await reach(editor, 'Withdraw it');
    await send(editor);
    expect((await server.get(claim.replace(`${home}/desk`, '/v1'))).status).toBe(410);
    await hers.close();
    await his.close();
  });

  test('a form that was refused says so to whoever hears it, and the keyboard alone sends it', async () => {
    const context = await browser.newContext();
    const page = await signIn(context, 'reporter');
    await page.goto(`${home}/desk/new/source`);
    await page.getByLabel('Title').focus();
    await page.keyboard.type('A speech');
    await page.getByLabel('Published on').focus();
    await page.keyboard.type('yesterday');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('A speech');
    const field = page.getByLabel('Published on');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${described.split(' ').at(-1)}`).textContent()).toMatch(/\w/);
    expect(await violationsOn(page)).toEqual([]);
    await field.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2025-08');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'A speech' }).waitFor();
    await context.close();
  });
});
