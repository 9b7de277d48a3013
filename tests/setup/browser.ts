/** What is looked at in a real browser, on every page alike. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What of the page fails WCAG 2.2 AA: the rule, and the element. */
export const violationsOn = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** How wide the page is; more than the window where it scrolls sideways. */
export const widthOf = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth'));

export interface Overheard {
  /** What stood on the console, and errors of scripts. */
  said: string[];
  /** Whom the pages asked. */
  hosts: Set<string>;
}

/** Listens to what a page says and whom it asks. */
export const listenTo = (page: Page): Overheard => {
  const overheard: Overheard = { said: [], hosts: new Set() };
  page.on('console', (message) => overheard.said.push(message.text()));
  page.on('pageerror', (error) => overheard.said.push(error.message));
  page.on('request', (request) => overheard.hosts.add(new URL(request.url()).origin));
  return overheard;
};
