/** Takes the file of an import as it comes, piece by piece, into the database, where any process finds it. */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Busboy as Reader } from '@fastify/busboy';
import { and, asc, eq, lt, notInArray } from 'drizzle-orm';
import type { FastifyRequest, RequestPayload } from 'fastify';
import type { Connection, Database } from '../../../db/types.ts';
import { InvalidRequest } from '../../../http/errors.ts';
import { Problem } from '../../../http/problems.ts';
import type { Services } from '../../../http/services.ts';
import { LIMITS } from '../../../limits.ts';
import { importJobs, importParts } from './tables.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** A file that was taken, and what came with it. */
export class Upload {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Its name and its type, where they were said. */
  readonly file: string | null;
  readonly type: string;
  /** The mapping that came with it, as it was written. */
  readonly mapping: string | null;
  constructor(of: Pick<Upload, 'id' | 'bytes' | 'sha256' | 'file' | 'type' | 'mapping'>) {
    this.id = of.id;
    this.bytes = of.bytes;
    this.sha256 = of.sha256;
    this.file = of.file;
    this.type = of.type;
    this.mapping = of.mapping;
  }

  /** What makes it another one: by this a repeated request is known again. */
  toJSON(): object {
    const { id: _, ...said } = this;
    return said;
  }
}

/** Forgets the bytes of a file. */
export const dropParts = async (tx: Connection, import_id: string): Promise<void> => {
  await tx.delete(importParts).where(eq(importParts.import_id, import_id));
};

/** Forgets what was sent to its end by nobody; for what is done daily. */
export const dropStrayParts = async (tx: Connection, before: string): Promise<void> => {
  const known = tx.select({ id: importJobs.id }).from(importJobs);
  await tx
    .delete(importParts)
    .where(and(lt(importParts.added_at, before), notInArray(importParts.import_id, known)));
};

/** The pieces of a file, in their order. */
export async function* partsOfUpload(connection: Connection, import_id: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const [part] = await connection
      .select({ content: importParts.content })
      .from(importParts)
      .where(and(eq(importParts.import_id, import_id), eq(importParts.position, position)))
      .orderBy(asc(importParts.position));
    if (!part) return;
    yield await expand(Buffer.from(part.content, 'base64'));
  }
}

const tooLarge = (): Problem =>
  new Problem(
    'too-large',
    `A file may have ${LIMITS.import_file_bytes.toLocaleString('en')} bytes: send it in parts.`,
  );

/** Writes what it is given away in pieces of one size. */
const createSink = (database: Database, id: string, now: () => string) => {
  const hash = createHash('sha256');
  let [bytes, position] = [0, 0];
  let held: Buffer[] = [];
  let held_bytes = 0;
  const flush = async (): Promise<void> => {
    const content = (await compress(Buffer.concat(held))).toString('base64');
    const row = { import_id: id, position, content, added_at: now() };
    held = [];
    held_bytes = 0;
    position += 1;
    await database.write((tx) => tx.insert(importParts).values(row));
  };
  return {
    take: async (source: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > LIMITS.import_file_bytes) throw tooLarge();
        hash.update(chunk);
        held.push(chunk);
        held_bytes += chunk.length;
        if (held_bytes >= LIMITS.import_part_bytes) await flush();
      }
    },
    end: async (): Promise<{ id: string; bytes: number; sha256: string }> => {
      if (held_bytes > 0) await flush();
      return { id, bytes, sha256: hash.digest('hex') };
    },
    drop: () => database.write((tx) => dropParts(tx, id)),
  };
};

type Sink = ReturnType<typeof createSink>;

interface Form {
  file: string | null;
  type: string;
  mapping: string | null;
}

const textOfPart = async (part: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of part) {
    bytes += chunk.length;
    if (bytes > LIMITS.import_mapping_bytes) {
      throw new InvalidRequest([
        { pointer: '/mapping', detail: `must have at most ${LIMITS.import_mapping_bytes} bytes` },
      ]);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const badForm = (pointer: string, detail: string) => new InvalidRequest([{ pointer, detail }]);

/** Reads a form (`curl -F file=@claims.csv -F mapping=@mapping.json`): the file on its way, the mapping whole. */
const takeForm = async (type: string, payload: RequestPayload, sink: Sink): Promise<Form> => {
  const form: { file?: { name: string | null; type: string }; mapping?: string } = {};
  const taking: Promise<void>[] = [];
  const { Busboy } = await import('@fastify/busboy');
  let reader: InstanceType<typeof Reader>;
  try {
    reader = new Busboy({
      headers: { 'content-type': type },
      limits: { files: 3, fields: 3, parts: 6, fieldSize: LIMITS.import_mapping_bytes, headerPairs: 20 },
    });
  } catch {
    throw badForm('', 'is no form: its Content-Type names no boundary');
  }
  const fail = (error: Error): void => void reader.destroy(error);
  const takePart = async (
    name: string,
    stream: AsyncIterable<Buffer>,
    file: string | undefined,
    part_type: string,
  ) => {
    if (name === 'file' && !form.file) {
      form.file = { name: file || null, type: part_type };
      return sink.take(stream);
    }
    if (name === 'mapping' && form.mapping === undefined) {
      form.mapping = '';
      form.mapping = await textOfPart(stream);
      return;
    }
    throw badForm(
      `/${name.slice(0, LIMITS.text_short)}`,
      'is not expected: one `file` and one `mapping` are',
    );
  };
  reader.on('file', (name, stream, file, _encoding, part_type) => {
    const taken = takePart(name, stream, file, part_type);
    taken.catch(fail);
    taking.push(taken);
  });
  reader.on('field', (name, value, _name_cut, is_cut) => {
    if (name === 'mapping' && form.mapping === undefined && !is_cut) form.mapping = value;
    else fail(badForm(`/${name}`, is_cut ? 'is too long' : 'is not expected here'));
  });
  try {
    await pipeline(payload, reader);
    await Promise.all(taking);
  } catch (error) {
    await Promise.allSettled(taking);
    if (error instanceof Problem) throw error;
    throw badForm('', 'is no whole form');
  }
  if (!form.file) throw badForm('/file', 'is missing');
  return { file: form.file.name, type: form.file.type, mapping: form.mapping ?? null };
};

/** Takes the body of a request. Throws a Problem, with nothing left behind. */
export const receive = async (
  { database, clock, newId }: Services,
  { headers }: FastifyRequest,
  payload: RequestPayload,
): Promise<Upload> => {
  const type = headers['content-type'] ?? '';
  const sink = createSink(database, newId('import'), () => clock.now().toISOString());
  try {
    if (/^multipart\/form-data\b/i.test(type)) {
      const form = await takeForm(type, payload, sink);
      return new Upload({ ...form, ...(await sink.end()) });
    }
    await sink.take(payload);
    return new Upload({ file: null, type, mapping: null, ...(await sink.end()) });
  } catch (error) {
    await sink.drop();
    throw error;
  }
};
