/**
 * POST /v1/follows                        asks to be told by mail; a question is sent to the address
 * GET  /v1/follows/{token}                a page to say yes, or to end it
 * POST /v1/follows/{token}/confirm        yes
 * POST /v1/follows/{token}/unsubscribe    no more: one click (RFC 8058)
 */
import { randomBytes } from 'node:crypto';
import { and, count, eq, gt, isNull } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import { maySeeDrafts } from '../../http/access.ts';
import { presentValue } from '../../http/answers.ts';
import { type Routes, typed } from '../../http/app.ts';
import { PAGE_HEADERS } from '../../http/head.ts';
import { Problem } from '../../http/problems.ts';
import { json } from '../../http/routes.ts';
import { id, text } from '../../http/schemas.ts';
import { ensure } from '../../jobs/queue.ts';
import { LIMITS } from '../../limits.ts';
import { lastLine } from '../../newsroom/announcements.ts';
import { speakerReference } from '../../newsroom/speakers/shape.ts';
import { findSpeaker } from '../../newsroom/speakers/speaker.ts';
import { notPossible, unprocessable } from '../../record/refusal.ts';
import { searchOf } from '../../text/search.ts';
import { topicKey } from '../../text/topics.ts';
import {
  createSend,
  findFollower,
  followForMail,
  forgetUnconfirmed,
  MAIL_QUEUE,
  mailHandler,
  removeFollower,
} from './send.ts';
import { followers, HOW_OFTEN } from './tables.ts';

const tags = ['Mail'];
const HOUR_MS = 3_600_000;
const ACTOR = { name: 'mail', key_id: null };

const newFollow = z
  .strictObject({
    address: z.email({ error: 'must be an address of mail' }).max(LIMITS.text_short),
    claim: id('claim').optional().meta({ description: 'What becomes of this claim' }),
    speaker: speakerReference
      .optional()
      .meta({ description: 'Of this person’s claims and quotes, by id or slug' }),
    topic: text(LIMITS.topic_length).optional().meta({ description: 'Of claims of this topic' }),
    search: text(LIMITS.text_short)
      .optional()
      .meta({ description: 'Of claims and quotes that these words find, as in `q` of the lists' }),
    promises: z.literal(true).optional().meta({ description: 'Of the days of promises, and of rulings' }),
    how_often: z
      .enum(HOW_OFTEN)
      .default('daily')
      .meta({ id: 'HowOften', description: '`daily`: one mail a day, at the newsroom’s hour' }),
  })
  .refine(
    ({ claim, speaker, topic, search, promises }) =>
      [claim, speaker, topic, search, promises].filter(Boolean).length <= 1,
    {
      error: 'must name one thing to follow; nothing is everything',
    },
  )
  .meta({ id: 'NewFollow' });

const followed = z
  .strictObject({
    sent_to: z.string().meta({ description: 'The address that was asked: it has to say yes' }),
  })
  .meta({ id: 'Followed' });
const standing = z.strictObject({ is_followed: z.boolean() }).meta({ id: 'FollowStanding' });

const token = z
  .string()
  .max(43)
  .regex(/^[\w-]{43}$/, { error: 'must be as a mail has it' });
const params = z.strictObject({ token });

export const mailRoutes: Routes = (app, services) => {
  const { database, recorder, worker, config } = services;
  const send = createSend(services);
  if (send) {
    worker.handle(MAIL_QUEUE, mailHandler(services, send));
    worker.follow(() => followForMail(services));
    worker.daily('followers who did not say yes', forgetUnconfirmed);
  }

  /** The answer to a button of the page, or to a mail program. */
  const sendStanding = (request: FastifyRequest, reply: FastifyReply, is_followed: boolean): FastifyReply =>
    request.headers.accept?.includes('text/html')
      ? sendPage(reply, is_followed ? 'You get these mails.' : 'No more of these mails are sent to you.')
      : reply.header('cache-control', 'no-store').send({ is_followed });

  const sendPage = (
    reply: FastifyReply,
    says: string,
    button?: { action: string; text: string },
  ): FastifyReply => {
    const form = button
      ? `<form method="post" action="${button.action}"><button>${button.text}</button></form>`
      : '';
    return reply
      .headers(PAGE_HEADERS)
      .header(
        'content-security-policy',
        "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Mails</title></head><body><p>${says}</p>${form}</body></html>`,
      );
  };

  app.post(
    '/v1/follows',
    {
      config: { access: 'public' },
      schema: {
        tags,
        operationId: 'createFollow',
        summary: 'Be told by mail what becomes of something',
        description:
          'A question is sent to the address; nothing else is, before somebody there says yes. Nothing is kept but the address and what it follows. With a reporter’s key, what only the newsroom may know is told too. Off until the newsroom has set its mail server.',
        body: newFollow,
        response: { 200: json('A question was sent, or would be', followed) },
      },
    },
    async (request, reply) => {
      if (!send) throw notPossible('This newsroom sends no mail.', 'off', []);
      const { address: given, claim, speaker, topic, search, promises, how_often } = request.body;
      if (search !== undefined && searchOf(search) === null)
        throw unprocessable('/search', 'has no word to look for');
      const address = given.toLowerCase();
      await recorder.change(ACTOR, async (change) => {
        const named = speaker === undefined ? undefined : await findSpeaker(change.tx, speaker);
        if (speaker !== undefined && !named)
          throw unprocessable('/speaker', `there is no speaker ${speaker}`);
        const [what, value] = claim
          ? (['claim', claim] as const)
          : named
            ? (['speaker', named.id] as const)
            : topic
              ? (['topic', topicKey(topic)] as const)
              : search
                ? (['search', search] as const)
                : promises
                  ? (['promises', ''] as const)
                  : (['everything', ''] as const);
        const since = new Date(Date.parse(change.at) - HOUR_MS).toISOString();
        const [{ value: asked } = { value: 0 }] = await change.tx
          .select({ value: count() })
          .from(followers)
          .where(and(isNull(followers.confirmed_at), gt(followers.asked_at, since)));
        if (asked >= LIMITS.follows_an_hour) {
          const detail = 'Too many have asked within the hour; ask again later.';
          throw new Problem('too-many-requests', detail, {}, { 'retry-after': '3600' });
        }
        const [{ value: own } = { value: 0 }] = await change.tx
          .select({ value: count() })
          .from(followers)
          .where(eq(followers.address, address));
        // Whoever asks must not learn whether an address follows already.
        if (own >= LIMITS.follows_per_address) return;
        const row = {
          id: change.newId('follower'),
          address,
          followed: what,
          value,
          how_often,
          audience: maySeeDrafts(request.caller) ? ('newsroom' as const) : ('public' as const),
          token: randomBytes(32).toString('base64url'),
          asked_at: change.at,
          confirmed_at: null,
          seq: await lastLine(change.tx),
        };
        const added = await change.tx.insert(followers).values(row).onConflictDoNothing().returning();
        if (added.length > 0) await ensure(change.tx, { queue: MAIL_QUEUE, key: row.id, due_at: change.at });
      });
      return reply
        .header('cache-control', 'no-store')
        .type('application/json')
        .send(presentValue({ sent_to: address }).body);
    },
  );

  app.get(
    '/v1/follows/:token',
    {
      config: { access: 'open' },
      schema: {
        tags,
        operationId: 'getFollow',
        summary: 'A page to say yes to mails, or to end them',
        description:
          'Where the links in mails lead. Only its button does something: programs that open links do not.',
        params,
        response: {
          200: {
            description: 'The page',
            content: { 'text/html': { schema: z.string().max(LIMITS.text_long) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { token } = request.params;
      const follower = await findFollower(database.read, token);
      const at = `${publicUrl(config)}/v1/follows/${token}`;
      if (!follower) return sendPage(reply, 'Nothing is sent to you by this link, or no longer.');
      if (follower.confirmed_at === null) {
        return sendPage(reply, 'Do you want these mails?', { action: `${at}/confirm`, text: 'Yes' });
      }
      return sendPage(reply, 'You get these mails.', {
        action: `${at}/unsubscribe`,
        text: 'No more of them',
      });
    },
  );

  // In a scope of its own: mail programs and buttons send forms, of which nothing is read.
  app.register(async (plain) => {
    plain.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'string' },
      (_request, _body, done) => done(null, undefined),
    );
    const scope = typed(plain);
    scope.post(
      '/v1/follows/:token/confirm',
      {
        config: { access: 'open' },
        schema: {
          tags,
          operationId: 'confirmFollow',
          summary: 'Say yes to mails',
          description: 'By the button of the page.',
          params,
          response: { 200: json('Whether mails are sent', standing) },
        },
      },
      async (request, reply) => {
        const follower = await findFollower(database.read, request.params.token);
        if (follower) {
          await recorder.change(ACTOR, async (change) => {
            const seq = await lastLine(change.tx);
            await change.tx
              .update(followers)
              .set({ confirmed_at: change.at, seq })
              .where(and(eq(followers.id, follower.id), isNull(followers.confirmed_at)));
          });
        }
        return sendStanding(request, reply, follower !== undefined);
      },
    );

    scope.post(
      '/v1/follows/:token/unsubscribe',
      {
        config: { access: 'open' },
        schema: {
          tags,
          operationId: 'endFollow',
          summary: 'No more of these mails (RFC 8058)',
          description:
            'With one click, by the mail program or the button of the page. The address is forgotten.',
          params,
          response: { 200: json('Whether mails are sent', standing) },
        },
      },
      async (request, reply) => {
        const follower = await findFollower(database.read, request.params.token);
        if (follower) await recorder.change(ACTOR, (change) => removeFollower(change, follower));
        return sendStanding(request, reply, false);
      },
    );
  });
};
