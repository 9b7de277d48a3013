/**
 * POST /mcp    the Model Context Protocol, for assistants: reads only, without sessions
 *
 * Served by the protocol's own SDK, in its present revision and to older clients.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as nextTick } from 'node:timers/promises';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { publicUrl } from '../../config.ts';
import type { Routes } from '../../http/app.ts';
import { Problem } from '../../http/problems.ts';
import { LIMITS } from '../../limits.ts';
import type { AskSimilar } from './tools.ts';

const message = z.looseObject({ jsonrpc: z.literal('2.0') });

export const mcpRoutes: Routes = (app, services) => {
  /** By the API itself, with the key of whoever asks. */
  const similarFor =
    (authorization: string | undefined): AskSimilar =>
    async (body) => {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await app.inject({ method: 'POST', url: '/v1/claims/similar', headers, payload: body });
      return answer.json();
    };

  /** The SDK takes more memory than any other part of the server: it is loaded when an assistant asks for the first time. */
  const open = async () => {
    const { createHandler } = await import('./server.ts');
    // What it compiled held all others; what it makes ready at its first use does so again.
    await nextTick();
    return createHandler(services, similarFor);
  };
  let opening: ReturnType<typeof open> | undefined;
  app.addHook('preClose', async () => (await opening)?.close());

  app.post(
    '/mcp',
    {
      config: { access: 'public' },
      schema: {
        tags: ['Assistants'],
        operationId: 'mcp',
        summary: 'The Model Context Protocol (Streamable HTTP, without sessions)',
        description:
          'For clients that speak MCP. Tools and resources read what is public, and change nothing.',
        body: z.union([message, z.array(message).max(LIMITS.list_max)]),
        response: {
          200: {
            description: 'A JSON-RPC answer',
            content: {
              'text/event-stream': { schema: z.string().max(LIMITS.text_document) },
              'application/json': {
                schema: z.union([message, z.array(message).max(LIMITS.list_max)]),
              },
            },
          },
        },
      },
    },
    async (request, reply) => {
      if (isRebound(request.headers, publicUrl(services.config))) {
        throw new Problem(
          'forbidden',
          `A page at ${request.headers.origin} asks by a name that is not this server’s; ONRECORD_PUBLIC_URL says which is.`,
        );
      }
      const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      );
      const asked = new Request(`${publicUrl(services.config)}/mcp`, {
        method: 'POST',
        headers: headers.filter(
          ([name]) => !/^(content-length|connection|host|transfer-encoding)$/.test(name),
        ),
        body: JSON.stringify(request.body),
      });
      opening ??= open();
      const handler = await opening;
      const answer = await handler.fetch(asked, { parsedBody: request.body });
      return sendOn(reply, answer);
    },
  );
};

const nameIn = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

/**
 * Whether a browser's page asks that had its own name lead here (DNS rebinding), which the protocol wants refused: page
 * and server have one name, and it is neither the server's nor an address.
 */
const isRebound = ({ host, origin }: IncomingHttpHeaders, home: string): boolean => {
  const name = nameIn(`http://${host}`);
  const isOwn = name === nameIn(home) || name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return origin !== undefined && !isOwn && nameIn(origin) === name;
};

/** The same stream by the name that Node has for its type. */
const streamOf = (body: NonNullable<Response['body']>): ReadableStream => body;

/** Hands on what the SDK answered. */
const sendOn = async (reply: FastifyReply, answer: Response): Promise<FastifyReply> => {
  reply.code(answer.status).header('cache-control', 'no-store');
  const type = answer.headers.get('content-type');
  if (type !== null) reply.type(type);
  if (!answer.body) return reply.send();
  return reply.send(type?.includes('json') ? await answer.text() : Readable.fromWeb(streamOf(answer.body)));
};
