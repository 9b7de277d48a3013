/** The files of an export (docs/export.md): what is in them, and how they are read line by line. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LIMITS } from '../../limits.ts';

export const VERSIONS = 'versions.jsonl';
export const CHECKPOINT = 'checkpoint';
export const MANIFEST = 'manifest.json';

export const fileOf = (table: string): string => `records/${table}.jsonl`;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  format: z.literal('onrecord-export/1'),
  log: z.strictObject({ size: z.int().min(0), root_hash: z.string() }),
  /** The public key by which the checkpoint is signed; null where the record has none yet. */
  key: z.string().nullable(),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z_]+(\/[a-z_]+)?(\.jsonl)?$/),
        lines: z.int().min(0),
        bytes: z.int().min(0),
        sha256: hash,
      }),
    )
    .max(100),
});
export type Manifest = z.output<typeof manifestSchema>;

/** What is wrong with an export, in a sentence. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

const LINE_FEED = 0x0a;

/** One version in the order of the log; its document byte for byte as it was served. */
export interface VersionLine {
  leaf_index: number;
  sha256: string;
  json: string;
}

export const versionLine = ({ leaf_index, sha256, json }: VersionLine): string =>
  `{"leaf_index":${leaf_index},"sha256":"${sha256}","document":${json}}`;

const VERSION_LINE = /^\{"leaf_index":(\d{1,15}),"sha256":"([0-9a-f]{64})","document":(\{.*\})\}$/s;

/** Throws ExportError where a line is none. */
export const parseVersionLine = (line: string, number: number): VersionLine => {
  const [, leaf_index, sha256, json] = VERSION_LINE.exec(line) ?? [];
  if (leaf_index === undefined || sha256 === undefined || json === undefined) {
    throw new ExportError(`${VERSIONS}:${number} is no version`);
  }
  return { leaf_index: Number(leaf_index), sha256, json };
};

/** The lines of a file of an export, in batches; throws ExportError where it is not as the manifest says. */
export async function* linesOf(
  folder: string,
  manifest: Manifest,
  name: string,
): AsyncGenerator<{ line: string; number: number }[]> {
  const said = manifest.files.find((file) => file.name === name);
  if (!said) throw new ExportError(`${MANIFEST} names no ${name}`);
  const sum = createHash('sha256');
  let bytes = 0;
  let number = 0;
  let batch: { line: string; number: number }[] = [];
  let rest: Buffer = Buffer.alloc(0);
  const stream: AsyncIterable<Buffer> = createReadStream(join(folder, name));
  for await (const chunk of stream) {
    sum.update(chunk);
    bytes += chunk.length;
    const read = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = read.indexOf(LINE_FEED); end >= 0; end = read.indexOf(LINE_FEED, from)) {
      number += 1;
      batch.push({ line: read.toString('utf8', from, end), number });
      from = end + 1;
      if (batch.length < LIMITS.exchange_lines) continue;
      yield batch;
      batch = [];
    }
    rest = read.subarray(from);
    if (rest.length > LIMITS.exchange_line_bytes) throw new ExportError(`${name}:${number + 1} has no end`);
  }
  if (batch.length > 0) yield batch;
  if (number !== said.lines || bytes !== said.bytes || sum.digest('hex') !== said.sha256) {
    throw new ExportError(`${name} is not the file that ${MANIFEST} names: it was cut or changed`);
  }
}
