/**
 * What everything is compared with: a Fastify server with one route that returns a constant string, and one that
 * inserts a row with one durable commit of its own. Its parent says which string, with which headers, before
 * each round.
 */
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';
import pg from 'pg';
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

/** Gives what inserts a row into the database at `url`, durably when it resolves. */
const openRows = async (url: string): Promise<(row: string) => Promise<unknown>> => {
  if (url.startsWith('file:')) {
    const db = new Sqlite(url.slice('file:'.length));
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('create table rows (id integer primary key, body text not null) strict');
    const insert = db.prepare<[string]>('insert into rows (body) values (?)');
    return async (row) => insert.run(row);
  }
  const pool = new pg.Pool({ connectionString: url });
  await pool.query('create table rows (id bigserial primary key, body text not null)');
  return (row) => pool.query({ name: 'insert', text: 'insert into rows (body) values ($1)', values: [row] });
};

const insertRow = await openRows(process.argv[2] ?? '');
app.post('/rows', async (request, reply) => {
  await insertRow(JSON.stringify(request.body));
  return reply.code(201).send({ inserted: true });
});

process.on('message', (message) => {
  ({ status, headers, body } = constant.parse(message));
  process.send?.('ready');
});
process.on('disconnect', () => process.exit());
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
