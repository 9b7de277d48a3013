/**
 * What everything is compared with: a Fastify server with one route that returns a constant string. Its
 * parent says which, with which headers, before each round.
 */
import Fastify from 'fastify';
import * as z from 'zod';

const constant = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

let { status, headers, body }: z.output<typeof constant> = { status: 200, headers: {}, body: '' };

const app = Fastify();
app.route({
  method: ['GET', 'POST'],
  url: '/bare',
  handler: (_request, reply) => {
    reply.code(status).headers(headers).send(body);
  },
});

process.on('message', (message) => {
  ({ status, headers, body } = constant.parse(message));
  process.send?.('ready');
});
process.on('disconnect', () => process.exit());
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
