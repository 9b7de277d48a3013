/** `/match` of an OpenSanctions server (yente): who is found there that was not before, with its reasons. */
import * as z from 'zod';
import { text, url } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';
import { cut } from '../../../../text/cut.ts';
import { type Kind, LookFailure, plain } from '../../kind.ts';

const values = z.array(text(LIMITS.text_short)).min(1).max(LIMITS.watch_names);

const looks_for = z
  .strictObject({
    url: url.meta({ description: 'Of the server; `/match/{dataset}` is added' }),
    dataset: z
      .string()
      .max(100)
      .regex(/^[a-z0-9_]+$/)
      .default('default'),
    schema: z
      .string()
      .max(50)
      .regex(/^[A-Za-z]+$/)
      .default('LegalEntity')
      .meta({ description: 'Of FollowTheMoney' }),
    properties: z
      .record(
        z
          .string()
          .max(50)
          .regex(/^[A-Za-z]+$/),
        values,
      )
      .meta({ description: 'Such as `{ "name": ["Rosneft"], "innCode": ["7706107510"] }`' }),
    threshold: z.number().min(0).max(1).default(0.7),
    topics: z
      .array(text(LIMITS.text_short))
      .max(LIMITS.watch_names)
      .default(['sanction'])
      .meta({ description: 'Only those of one of these topics; empty: all' }),
  })
  .meta({ id: 'YenteWatch' });

const memory = z.object({ known: z.array(z.string()) });

const result = z.looseObject({
  id: z.string(),
  caption: z.string(),
  score: z.number(),
  properties: z.record(z.string(), z.array(z.unknown())).default({}),
  datasets: z.array(z.string()).default([]),
  features: z.record(z.string(), z.number()).default({}),
  explanations: z.record(z.string(), z.unknown()).default({}),
});
const answered = z.looseObject({
  responses: z.looseObject({ sought: z.looseObject({ results: z.array(result) }) }),
});

export const yenteKind: Kind<typeof looks_for, z.output<typeof memory>> = {
  looks_for,
  memory,
  max_bytes: LIMITS.outgoing_bytes,
  ask: ({ url, dataset, schema, properties, threshold }) => ({
    url: `${url.replace(/\/+$/, '')}/match/${dataset}?threshold=${threshold}`,
    request: {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ queries: { sought: { schema, properties } } }),
    },
  }),
  read: async ({ url, dataset, properties, threshold, topics }, answer, last) => {
    let whole: unknown;
    try {
      whole = JSON.parse(answer.body.toString('utf8'));
    } catch {
      throw new LookFailure('The answer is no JSON.');
    }
    const parsed = answered.safeParse(whole);
    if (!parsed.success) throw new LookFailure('The answer is not one of /match.');
    const found = parsed.data.responses.sought.results.filter(
      ({ score, properties }) =>
        score >= threshold &&
        (topics.length === 0 || topics.some((topic) => (properties.topics ?? []).includes(topic))),
    );
    const known = new Set(last?.known ?? []);
    const fresh = last ? found.filter(({ id }) => !known.has(id)) : [];
    const shown = ({ caption, score, datasets, features, explanations }: (typeof found)[number]) => {
      const reasons = Object.keys(features).length > 0 ? features : explanations;
      return plain(
        `${caption}, score ${score.toFixed(2)}, in ${datasets.join(', ') || dataset}; ${JSON.stringify(reasons)}`,
      );
    };
    return {
      hits: fresh.map((entity) => ({
        key: entity.id,
        title: `Found by OpenSanctions’ matching: ${cut(entity.caption, LIMITS.text_short)}`,
        excerpt: cut(shown(entity), LIMITS.watch_excerpt),
        before: null,
        after: cut(JSON.stringify(entity), LIMITS.watch_kept),
        url: null,
      })),
      memory: { known: found.map(({ id }) => id) },
      searched: `${url} (${dataset}) for ${Object.values(properties).flat().join(', ')}`,
      standing: found.map((entity) => cut(shown(entity), LIMITS.watch_excerpt)),
    };
  },
};
