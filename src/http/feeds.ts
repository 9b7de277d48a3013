/** The one writer of feeds: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import * as z from 'zod';
import { publicUrl } from '../config.ts';
import { LIMITS } from '../limits.ts';
import { uuidFromKey } from '../record/ids.ts';
import { etagOf } from '../record/present.ts';
import { send } from './answers.ts';
import type { App } from './app.ts';
import type { Services } from './services.ts';

/** One thing that happened. */
export interface FeedItem {
  /** Always the same for the same thing: `feedId`. */
  id: string;
  /** When it was written into the record. */
  at: string;
  /** When what is said of it last became something else. */
  updated_at: string;
  title: string;
  text: string;
  link: string;
  /** What happened, who spoke, and the topics. Who spoke is not the author of what is said here. */
  tags: string[];
}

export interface Feed {
  /** Tells the feed from every other one. */
  key: string;
  title: string;
  items: readonly FeedItem[];
}

/** The id of an item or a feed: always the same for the same key. */
export const feedId = (key: string): string => `urn:uuid:${uuidFromKey('onrecord/feed', key)}`;

/** Texts one below the other; what is missing is left out. */
export const paragraphs = (...parts: (string | null)[]): string => parts.filter(Boolean).join('\n\n');

/** Who writes a feed, where, and under which licence. */
interface Writer {
  home: string;
  name: string;
  license: string | undefined;
}

const writerOf = ({ config }: Services): Writer => ({
  home: publicUrl(config),
  name: config.ONRECORD_NEWSROOM ?? 'Onrecord',
  license: config.ONRECORD_LICENSE,
});

const jsonFeed = ({ home, name }: Writer, path: string, { title, items }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: `${home}/`,
    feed_url: home + path,
    language: 'en',
    authors: [{ name, url: `${home}/` }],
    items: items.map(({ id, at, updated_at, title, text, link, tags }) => ({
      id,
      url: link,
      title,
      content_text: text,
      date_published: at,
      date_modified: updated_at,
      tags,
    })),
  });

const atomFeed = ({ home, name, license }: Writer, path: string, { key, title, items }: Feed): string => {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', feedId(key)),
    element('title', title),
    // A feed of nothing has not changed since there was such a thing.
    element(
      'updated',
      items
        .map(({ updated_at }) => updated_at)
        .sort()
        .at(-1) ?? '1970-01-01T00:00:00Z',
    ),
    `<author>${element('name', name)}${element('uri', `${home}/`)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(home + path)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(home)}/"/>`,
    // RFC 4946.
    ...(license === undefined ? [] : [`<link rel="license" href="${escapeXml(license)}"/>`]),
    ...items.flatMap(({ id, at, updated_at, title, text, link, tags }) => [
      '<entry>',
      element('id', id),
      element('title', title),
      element('published', at),
      element('updated', updated_at),
      `<link rel="alternate" type="application/json" href="${escapeXml(link)}"/>`,
      ...tags.map((term) => `<category term="${escapeXml(term)}"/>`),
      `<content type="text">${escapeXml(text)}</content>`,
      '</entry>',
    ]),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
};

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

/** Text as XML 1.0 allows it: without the characters that it has no way to write. */
const escapeXml = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/gv, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

const feedShown = z
  .strictObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    home_page_url: z.url(),
    feed_url: z.url(),
    language: z.string(),
    authors: z.array(z.strictObject({ name: z.string(), url: z.url() })).max(1),
    items: z
      .array(
        z
          .strictObject({
            id: z.string(),
            url: z.url(),
            title: z.string(),
            content_text: z.string(),
            date_published: z.iso.datetime(),
            date_modified: z.iso.datetime(),
            tags: z.array(z.string()).max(LIMITS.topics + LIMITS.claimants + 1),
          })
          .meta({ id: 'FeedItem' }),
      )
      .max(LIMITS.feed_items),
  })
  .meta({ id: 'Feed' });

const FORMS = [
  {
    extension: 'atom',
    name: 'AtomFeed',
    type: 'application/atom+xml',
    schema: z.string().max(LIMITS.text_document),
    write: atomFeed,
  },
  { extension: 'json', name: 'JsonFeed', type: 'application/feed+json', schema: feedShown, write: jsonFeed },
] as const;

/** Adds `{path}.atom` and `{path}.json`; `read` gives what the feed holds for a request's parameters. */
export const feedRoutes = <Query extends z.ZodObject>(
  app: App,
  services: Services,
  feed: {
    path: string;
    /** What the operations are called by: `Claim` makes `getClaimAtomFeed`. */
    name: string;
    tag: string;
    summary: string;
    description: string;
    query: Query;
    read(query: z.output<Query>): Promise<Feed>;
  },
): void => {
  // Checked by `query` already, which takes only what was typed, and not once more what it made of that.
  const asked = z.custom<z.output<Query>>();
  for (const { extension, name, type, schema, write } of FORMS) {
    app.get(
      `${feed.path}.${extension}`,
      {
        config: { access: 'public' },
        schema: {
          tags: [feed.tag],
          operationId: `get${feed.name}${name}`,
          summary: `${feed.summary} (${type})`,
          description: feed.description,
          querystring: feed.query,
          response: { 200: { description: 'The feed', content: { [type]: { schema } } } },
        },
      },
      async (request, reply) => {
        const found = await feed.read(asked.parse(request.query));
        const body = write(writerOf(services), request.url, found);
        return send(request, reply, { body, etag: etagOf(body) }, { type: `${type}; charset=utf-8` });
      },
    );
  }
};
