/** GET /v1/evidence-links    the addresses that evidence rests on, and whether they still answer */
import { and, asc, eq, gt } from 'drizzle-orm';
import * as z from 'zod';
import { literalLimit } from '../../db/queries.ts';
import type { Routes } from '../../http/app.ts';
import { pageOf, listOf, listParameters, numberOf, sendPage } from '../../http/paging.ts';
import { json } from '../../http/routes.ts';
import { LIMITS } from '../../limits.ts';
import { EVIDENCE_QUEUE, evidenceHandler, followEvidence } from './links.ts';
import { evidenceLinks, LINK_STATES } from './tables.ts';

const { count: _, ...parameters } = listParameters;
const state = z.enum(LINK_STATES).meta({ id: 'EvidenceLinkState' });

const link = z
  .strictObject({
    url: z.string(),
    state,
    used_in: z
      .array(z.string())
      .max(LIMITS.evidence_used_in)
      .meta({ description: 'Ids of the verdicts and outcomes that rest on it' }),
    found_at: z.iso.datetime(),
    last_look_at: z.iso.datetime().nullable(),
    status: z.int().nullable(),
    title: z.string().nullable(),
    media_type: z.string().nullable(),
    last_error: z.string().nullable(),
    failures: z.int().min(0).meta({ description: 'In a row' }),
    archived_url: z.string().nullable().meta({
      description: 'The copy that the archiver made: for the evidence, where somebody writes it there',
    }),
    archived_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'EvidenceLink' });

export const evidenceRoutes: Routes = (app, services) => {
  const { worker, config, database } = services;
  if (config.ONRECORD_LOOK_OUT) {
    worker.handle(EVIDENCE_QUEUE, evidenceHandler(services));
    worker.follow(() => followEvidence(services));
  }

  app.get(
    '/v1/evidence-links',
    {
      config: { access: 'reporter' },
      schema: {
        tags: ['Watches'],
        operationId: 'listEvidenceLinks',
        summary: 'The addresses that evidence rests on, and whether they still answer',
        description:
          'Looked at when they are added and each month again, where `ONRECORD_LOOK_OUT` is true. Nothing that is written changes by it.',
        querystring: z.strictObject({
          state: state.optional().meta({ description: 'Only those that stand so' }),
          ...parameters,
        }),
        response: { 200: json('Addresses', listOf(link)) },
      },
    },
    async (request, reply) => {
      const { limit, cursor, state } = request.query;
      const fingerprint = `evidence links ${state ?? ''}`;
      const after = numberOf(cursor, fingerprint);
      const rows = await database.read
        .select()
        .from(evidenceLinks)
        .where(
          and(
            state === undefined ? undefined : eq(evidenceLinks.state, state),
            after === null ? undefined : gt(evidenceLinks.id, after),
          ),
        )
        .orderBy(literalLimit(asc(evidenceLinks.id), limit + 1));
      const { page, next } = pageOf(rows, limit, fingerprint, (last) => [String(last.id), '']);
      const items = page.map(({ id: _, ...row }) => JSON.stringify(row));
      return sendPage(request, reply, { items, tags: items.join(''), next });
    },
  );
};
