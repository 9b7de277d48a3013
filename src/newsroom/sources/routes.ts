/**
 * GET   /v1/sources        list
 * GET   /v1/sources/{id}   one
 * POST  /v1/sources        a new one; public once something public names it
 * PATCH /v1/sources/{id}   change one
 */
import * as z from 'zod';
import { withDuplicates } from '../../http/answers.ts';
import type { Routes } from '../../http/app.ts';
import { answerChange } from '../../http/changes.ts';
import { answerWith, loadToChange, notFound } from '../../http/current.ts';
import { addItemRoute } from '../../http/item-route.ts';
import {
  duplicateByChangeParameter,
  duplicateParameter,
  listOf,
  listQuery,
  publicationParameter,
  searchParameter,
  sendList,
  sortBy,
} from '../../http/paging.ts';
import { applyPatch } from '../../http/patch.ts';
import { sourceSheet } from './sheet.ts';
import { json } from '../../http/routes.ts';
import {
  anyOf,
  anyRepeated,
  idParams,
  languageParameter,
  mergePatchOf,
  newOf,
  partialDay,
  url,
} from '../../http/schemas.ts';
import { amongFew, equals, inLanguage, range } from '../../record/filters.ts';
import { canonicalUrl } from '../../text/urls.ts';
import { duplicates, sameSources } from '../duplicates.ts';
import { quotesInSource, saveQuotes } from '../quotes/quote.ts';
import { recheckQuotes } from '../quotes/rules.ts';
import { requirePublished, withMark } from './rules.ts';
import { newSource, sourceDocument, sourceFields, sourceKind } from './shape.ts';
import { addSources, forLedger, loadSourceRows, saveSource, source } from './source.ts';

const tags = ['Sources'];
const params = idParams('source');

/** Whether a source is of another page than before. */
const isMoved = (before: string | null, after: string | null): boolean =>
  after !== null && (before === null || canonicalUrl(before) !== canonicalUrl(after));

export const sourceRoutes: Routes = (app, services) => {
  app.get(
    '/v1/sources',
    {
      config: { access: 'public', sheet: sourceSheet },
      schema: {
        tags,
        operationId: 'listSources',
        summary: 'Where words were said or reported',
        querystring: z.strictObject({
          kind: anyOf(sourceKind, 'What kind of source'),
          url: anyRepeated(url, 'At this address, however it is written (docs/search.md)'),
          language: languageParameter,
          published_from: partialDay
            .optional()
            .meta({ description: 'Published on this day or later, or perhaps' }),
          published_to: partialDay
            .optional()
            .meta({ description: 'Published on this day or before, or perhaps' }),
          publication: publicationParameter,
          ...searchParameter,
          ...listQuery(sourceDocument, ['published_on', '-published_on', 'title', '-title']),
        }),
        response: { 200: json('Sources', listOf(sourceDocument)) },
      },
    },
    (request, reply) => {
      const { query } = request;
      return sendList(services, request, reply, query, {
        type: 'source',
        publication: query.publication,
        filters: [
          ...amongFew('url', query.url?.map(canonicalUrl)),
          ...inLanguage(query.language),
          ...equals('kind', query.kind),
          ...range(query.published_from, query.published_to),
        ],
        sort: sortBy(query, '-published_on', { published_on: 'on_date', title: 'name' }),
      });
    },
  );

  addItemRoute(app, services, 'sources', 'source', {
    tags,
    operationId: 'getSource',
    summary: 'A source',
    description:
      'Its text belongs to its publisher and is not served; length and SHA-256 let anyone who has it check.',
    response: { 200: json('The source', sourceDocument) },
  });

  app.post(
    '/v1/sources',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'createSource',
        summary: 'Add a source',
        description: 'Becomes public with the first published quote or claim that names it.',
        querystring: z.strictObject(duplicateParameter),
        body: newSource,
        response: { 201: json('The new source', newOf(sourceDocument)) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const possible = duplicates(
          '/v1/sources',
          await sameSources(change.tx, request.body.url),
          request.query.allow_duplicate,
        );
        requirePublished(change, request.body);
        const id = change.newId('source');
        await addSources(change, [{ ...withMark(request.body), id }]);
        return withDuplicates(await answerWith(services, change, id, `/v1/sources/${id}`), possible);
      }),
  );

  app.patch(
    '/v1/sources/:id',
    {
      config: { access: 'reporter' },
      schema: {
        tags,
        operationId: 'changeSource',
        summary: 'Change a source',
        description: 'JSON Merge Patch. A public source takes an editor; a correction may come along.',
        params,
        querystring: z.strictObject(duplicateByChangeParameter),
        body: mergePatchOf(sourceFields).meta({ id: 'SourcePatch' }),
        response: { 200: json('The source', sourceDocument) },
      },
    },
    (request, reply) =>
      answerChange(services, request, reply, async (change) => {
        const { id } = request.params;
        const standing = await loadToChange(services, change, source, id);
        const before = (await loadSourceRows(change.tx, [id])).get(id);
        if (!before) throw notFound(id);
        const { id: _, publication: __, ...current } = before;
        // A new text brings its own mark, unless the patch says what it must be.
        const stale = 'text' in request.body ? { text_sha256: null, text_length: null } : {};
        const { value, changed } = await applyPatch(request, change, standing, {
          id,
          current: { ...current, ...stale },
          schema: newSource,
          free: true,
          hidden: ['text'],
        });
        if (changed) {
          requirePublished(change, value, before);
          const after = { ...before, ...withMark(value) };
          const found = isMoved(before.url, after.url) ? await sameSources(change.tx, after.url) : [];
          duplicates('/v1/sources', found, request.query.allow_duplicate, id);
          await saveSource(change, before, after);
          if (after.text !== before.text) {
            const quoted = await quotesInSource(change.tx, id);
            await saveQuotes(change, await recheckQuotes(quoted, after, before.text));
          }
          const action = 'source.changed';
          change.event({ action, subject_id: id, before: forLedger(before), after: forLedger(after) });
        }
        return answerWith(services, change, id);
      }),
  );
};
