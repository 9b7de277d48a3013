/**
 * POST /v1/quotes/verify             whether words stand in a text; keeps nothing
 * POST /v1/sources/{id}/verify       a source's quotes against its text; keeps nothing
 * GET  /v1/quotes/{id}/annotation    a quote as a W3C Web Annotation
 */
import { and, asc, eq, inArray } from 'drizzle-orm';
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import { literalLimit } from '../../db/queries.ts';
import { maySeeDrafts } from '../../http/access.ts';
import { presentValue, send } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { currentOf, notFound, refuseWithdrawn } from '../../http/current.ts';
import { json } from '../../http/routes.ts';
import { id as idSchema, idParams, language, text } from '../../http/schemas.ts';
import { LIMITS } from '../../limits.ts';
import { type Compared, compareQuote, compareQuotes } from '../../newsroom/quotes/compare.ts';
import { loadQuotes } from '../../newsroom/quotes/quote.ts';
import { comparison, selector, warnings } from '../../newsroom/quotes/shape.ts';
import { quotes } from '../../newsroom/quotes/tables.ts';
import { loadSourceRows } from '../../newsroom/sources/source.ts';
import { sha256 } from '../../record/sha256.ts';
import type { Selector } from '../../text/selectors.ts';

const tags = ['Quotes'];
/** RFC 6906 names the profile of a media type; the Web Annotation Protocol asks for this one. */
const ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8';

const place = z
  .strictObject({ start: z.int(), end: z.int() })
  .nullable()
  .meta({ description: 'UTF-16 offsets of the words in the text; null where they are not there' });
const result = {
  ...comparison,
  fidelity_warnings: warnings,
  place,
  text_fragment: z
    .string()
    .nullable()
    .meta({ description: 'Behind `#:~:` it leads a browser to the words (Text Fragments)' }),
};

const resultOf = ({ fidelity_warnings, ...rest }: Compared) => {
  const position = rest.selectors.find((each) => each.type === 'TextPositionSelector');
  return {
    ...rest,
    fidelity_warnings: fidelity_warnings ?? [],
    place: position ? { start: position.start, end: position.end } : null,
  };
};

const annotation = z
  .strictObject({
    '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
    id: z.url(),
    type: z.literal('Annotation'),
    motivation: z.literal('identifying'),
    body: z.strictObject({
      type: z.literal('SpecificResource'),
      source: z.url().meta({ description: 'The quote in this record' }),
    }),
    target: z.strictObject({
      source: z.url().meta({ description: 'The page; the source in this record where it has no URL' }),
      selector: z
        .array(
          z.discriminatedUnion('type', [
            z.strictObject({
              type: z.literal('TextQuoteSelector'),
              exact: z.string(),
              prefix: z.string(),
              suffix: z.string(),
            }),
            z.strictObject({ type: z.literal('TextPositionSelector'), start: z.int(), end: z.int() }),
          ]),
        )
        .max(2)
        .meta({ description: 'Positions count code points, as the W3C has them' }),
    }),
  })
  .meta({ id: 'QuoteAnnotation' });

/** UTF-16 offsets as numbers of code points. */
const inCodePoints = (source: string, offset: number): number => {
  let count = 0;
  for (let i = 0; i < offset; i += 1) {
    const code = source.codePointAt(i) ?? 0;
    if (code > 0xffff) i += 1;
    count += 1;
  }
  return count;
};

export const fidelityRoutes: Routes = (app, services) => {
  app.post(
    '/v1/quotes/verify',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'verifyQuote',
        summary: 'Whether words stand in a text',
        description:
          'Compares as the record does, and keeps nothing. `selectors` say which place is meant where the words stand in several.',
        body: z
          .strictObject({
            text: text(LIMITS.text_long).meta({ description: 'The words as they are quoted' }),
            source_text: text(LIMITS.source_text).meta({ description: 'What they are said to stand in' }),
            selectors: z.array(selector).max(2).default([]),
            language: language.optional().meta({ description: 'Of the words; found out where left out' }),
          })
          .meta({ id: 'QuoteToVerify' }),
        response: {
          200: json('How they compare', z.strictObject(result).meta({ id: 'VerifiedQuote' })),
        },
      },
    },
    async (request, reply) => {
      const { text: words, source_text, selectors, language = null } = request.body;
      const checked = await compareQuote({ text: words, selectors, language }, source_text);
      reply.header('cache-control', 'no-store');
      return resultOf(checked);
    },
  );

  app.post(
    '/v1/sources/:id/verify',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Sources'],
        operationId: 'verifySource',
        summary: 'A source’s quotes against a text of it',
        description:
          'For a text that may not be kept: compares it with each quote of the source and with the length and SHA-256 on record, and keeps nothing.',
        params: idParams('source'),
        body: z.strictObject({ text: text(LIMITS.source_text) }).meta({ id: 'SourceTextToVerify' }),
        response: {
          200: json(
            'How its quotes compare',
            z
              .strictObject({
                text_sha256: z.string(),
                text_length: z.int().meta({ description: 'In UTF-16 units' }),
                same_text: z
                  .boolean()
                  .nullable()
                  .meta({ description: 'Whether it is the text on record; null where none is' }),
                quotes: z
                  .array(
                    z
                      .strictObject({ id: idSchema('quote'), text: z.string(), ...result })
                      .meta({ id: 'VerifiedQuoteOfSource' }),
                  )
                  .max(LIMITS.quotes_verified),
              })
              .meta({ id: 'VerifiedSource' }),
          ),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const source = (await loadSourceRows(services.database.read, [id])).get(id);
      if (!source) throw notFound(id);
      const { text: given } = request.body;
      const carried = await services.database.read
        .select()
        .from(quotes)
        .where(and(eq(quotes.source_id, source.id), inArray(quotes.publication, ['draft', 'published'])))
        .orderBy(literalLimit(asc(quotes.id), LIMITS.quotes_verified));
      const checked = await compareQuotes(carried, given);
      const text_sha256 = sha256(given);
      reply.header('cache-control', 'no-store');
      return {
        text_sha256,
        text_length: given.length,
        same_text: source.text_sha256 === null ? null : source.text_sha256 === text_sha256,
        quotes: carried.flatMap(({ id, text: words }, i) => {
          const one = checked[i];
          return one ? [{ id, text: words, ...resultOf(one) }] : [];
        }),
      };
    },
  );

  app.get(
    '/v1/quotes/:id/annotation',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'getQuoteAnnotation',
        summary: 'A quote as a W3C Web Annotation',
        description:
          'JSON-LD, for annotation tools: where the words stand on the page. Its positions count code points; those of the quote itself count UTF-16 units.',
        params: idParams('quote'),
        response: {
          200: {
            description: 'The annotation',
            content: { 'application/ld+json': { schema: annotation } },
          },
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { read } = services.database;
      const now = await currentOf(services, read, id);
      if (!now || (now.publication === 'draft' && !maySeeDrafts(request.caller))) throw notFound(id);
      refuseWithdrawn(now.publication, now.body);
      const state = (await loadQuotes(read, [id])).get(id);
      if (!state) throw notFound(id);
      const home = publicUrl(services.config);
      const { quote } = state;
      const { text: source = null, url = null } =
        (await loadSourceRows(read, [quote.source_id])).get(quote.source_id) ?? {};
      const selectors = quote.selectors.flatMap((each): Selector[] => {
        if (each.type === 'TextQuoteSelector') return [each];
        // Without the text nobody knows how many of its units are halves of a code point.
        if (source === null) return [];
        return [{ ...each, start: inCodePoints(source, each.start), end: inCodePoints(source, each.end) }];
      });
      const value: z.input<typeof annotation> = {
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        id: `${home}/v1/quotes/${id}/annotation`,
        type: 'Annotation',
        motivation: 'identifying',
        body: { type: 'SpecificResource', source: `${home}/v1/quotes/${id}` },
        target: { source: url ?? `${home}/v1/sources/${quote.source_id}`, selector: selectors },
      };
      return send(request, reply, presentValue(value), { type: ANNOTATION });
    },
  );
};
