/** The text of a page, and what changed of it. Loaded with the first look at one. */
import { selectAll } from 'css-select';
import { diffWords } from 'diff';
import { DomUtils, parseDocument } from 'htmlparser2';
import { LIMITS } from '../../../../limits.ts';
import { cut } from '../../../../text/cut.ts';
import { LookFailure, plain } from '../../kind.ts';

/** What nobody reads on a page. */
const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'head']);

const textOf = (nodes: Parameters<typeof DomUtils.innerText>[0]): string => plain(DomUtils.innerText(nodes));

/** The text of a page, or of what a selector picks of it; one that is longer is compared by its beginning. */
export const textOfPage = (html: string, selector: string | null): string => {
  const document = parseDocument(html);
  for (const node of DomUtils.filter((node) => 'name' in node && UNREAD.has(String(node.name)), document)) {
    DomUtils.removeElement(node);
  }
  if (selector === null) return cut(textOf(document.children), LIMITS.watch_page_text);
  try {
    const found = selectAll(selector, document.children);
    if (found.length === 0) throw new LookFailure(`Nothing on the page is ${selector}.`);
    return cut(found.map((node) => textOf(node)).join('\n'), LIMITS.watch_page_text);
  } catch (error) {
    if (error instanceof LookFailure) throw error;
    throw new LookFailure(`${selector} cannot be read as a selector.`);
  }
};

const AROUND = 60;

/** What changed, as git writes word differences: `[-gone-]{+new+}`, with a few words around. */
export const difference = (before: string, after: string): string => {
  const parts = diffWords(before, after, { timeout: LIMITS.watch_diff_ms });
  if (!parts) return '[-…-]{+…+}';
  return parts
    .map(({ value, added, removed }) => {
      if (added) return `{+${value}+}`;
      if (removed) return `[-${value}-]`;
      return value.length <= 2 * AROUND ? value : `${value.slice(0, AROUND)} … ${value.slice(-AROUND)}`;
    })
    .join('');
};
