/** A feed: new entries that have all the words. RSS of all versions, Atom, JSON Feed. */
import * as z from 'zod';
import { text, url } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';
import { cut } from '../../../../text/cut.ts';
import { hasAll, type Kind, LookFailure, plain, wordsOf } from '../../kind.ts';

const looks_for = z
  .strictObject({
    url,
    words: z
      .array(text(LIMITS.text_short))
      .min(1)
      .max(LIMITS.watch_names)
      .meta({ description: 'An entry has to have all of them' }),
  })
  .meta({ id: 'FeedWatch' });

const memory = z.object({ known: z.array(z.string()) });

interface Item {
  id: string;
  title: string;
  text: string;
  link: string | null;
}

const jsonItem = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  url: z.string().optional(),
  external_url: z.string().optional(),
  title: z.string().optional(),
  summary: z.string().optional(),
  content_text: z.string().optional(),
  content_html: z.string().optional(),
});
const jsonFeed = z.looseObject({
  version: z.string().startsWith('https://jsonfeed.org/version/'),
  items: z.array(jsonItem),
});

const withoutTags = (html: string): string => plain(html.replace(/<[^>]*>/g, ' '));

const readJson = (text: string): Item[] => {
  const parsed = jsonFeed.safeParse(JSON.parse(text));
  if (!parsed.success) throw new LookFailure('This is no feed.');
  return parsed.data.items.map((item) => {
    const { title = '', summary = '', content_text = '', content_html = '' } = item;
    const link = item.url ?? item.external_url ?? null;
    const words = plain([summary, content_text, withoutTags(content_html)].join(' '));
    return { id: String(item.id ?? link ?? title), title: plain(title), text: words, link };
  });
};

const readXml = async (text: string): Promise<Item[]> => {
  const { parseFeed } = await import('htmlparser2');
  const feed = parseFeed(text);
  if (!feed) throw new LookFailure('This is no feed.');
  return feed.items.map(({ id, title = '', link = null, description = '' }) => ({
    id: id ?? link ?? title,
    title: withoutTags(title),
    text: withoutTags(description),
    link,
  }));
};

export const feedKind: Kind<typeof looks_for, z.output<typeof memory>> = {
  looks_for,
  memory,
  max_bytes: LIMITS.outgoing_bytes,
  ask: ({ url }) => ({ url, request: {} }),
  read: async ({ url, words }, answer, last) => {
    const text = answer.body.toString('utf8').replace(/^\uFEFF/, '');
    let items: Item[];
    try {
      items = /^\s*\{/.test(text) ? readJson(text) : await readXml(text);
    } catch (error) {
      if (error instanceof LookFailure) throw error;
      throw new LookFailure('The feed cannot be read.');
    }
    const known = new Set(last?.known ?? []);
    const found = items.filter((item) => {
      const has = new Set(wordsOf(`${item.title} ${item.text}`));
      return words.every((phrase) => hasAll(has, phrase));
    });
    const fresh = last ? found.filter(({ id }) => !known.has(id)) : [];
    const ids = [...new Set([...items.map(({ id }) => id), ...(last?.known ?? [])])];
    return {
      hits: fresh.map(({ id, title, text, link }) => ({
        key: id,
        title: `New in the feed: ${cut(title, LIMITS.text_short)}`,
        excerpt: cut(plain(`${title}. ${text}`), LIMITS.watch_excerpt),
        before: null,
        after: cut(text, LIMITS.watch_kept),
        url: link !== null && URL.parse(link, url) ? new URL(link, url).href : null,
      })),
      memory: { known: ids.slice(0, LIMITS.watch_feed_known) },
      searched: `${items.length} entries of ${url} for ${words.join(', ')}`,
      standing: found.map(({ title }) => cut(title, LIMITS.text_short)),
    };
  },
};
