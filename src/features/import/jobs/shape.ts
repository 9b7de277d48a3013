import * as z from 'zod';
import { flag } from '../../../http/paging.ts';
import { id, text } from '../../../http/schemas.ts';
import { LIMITS } from '../../../limits.ts';
import { IMPORT_FORMATS, IMPORT_STATES } from './tables.ts';

export const importState = z.enum(IMPORT_STATES).meta({ id: 'ImportState' });
export const importFormat = z.enum(IMPORT_FORMATS).meta({ id: 'ImportFormat' });

const count = z.int().min(0);

const word = z
  .strictObject({ column: z.string(), value: z.string(), rows: count })
  .meta({ id: 'ImportWord', description: 'A word of the table, and how many rows have it' });

const fault = z
  .strictObject({
    line: count
      .nullable()
      .meta({ description: 'Of the file, from 1; of a row, the line on which it starts' }),
    row: count.nullable().meta({ description: 'Of a table, from 1; the names of the columns are none' }),
    column: z.string().nullable(),
    pointer: z
      .string()
      .nullable()
      .meta({ description: 'JSON Pointer into the bundle, or into what the mapping made of the table' }),
    detail: z.string(),
  })
  .meta({ id: 'ImportFault' });

const report = z
  .strictObject({
    detail: z.string(),
    created: z
      .record(z.string(), count)
      .meta({ description: 'What is new, by its type; of a dry run, what would be' }),
    faults: z.array(fault).max(LIMITS.faults).meta({ description: 'The first of them' }),
    faults_total: count,
    left_out: z
      .array(z.strictObject({ because: z.string(), rows: count }).meta({ id: 'ImportLeftOut' }))
      .max(LIMITS.list_max + LIMITS.list_max),
    unmapped: z
      .array(word)
      .max(LIMITS.import_words)
      .meta({ description: 'Words for which the mapping has no other: the commonest' }),
    otherwise: z
      .array(word)
      .max(LIMITS.import_words)
      .meta({ description: 'Words that became what `otherwise` in the mapping says' }),
    mended: count.meta({ description: 'Cells out of which control characters were taken, or texts mended' }),
  })
  .meta({ id: 'ImportReport' });

export const importDocument = z
  .strictObject({
    id: id('import'),
    state: importState,
    format: importFormat,
    mapping: z.string().nullable().meta({ description: 'Its name; `given` where it came with the file' }),
    file: z.string().nullable().meta({ description: 'The file’s name, where the request said it' }),
    bytes: count,
    sha256: z.string(),
    dry_run: z.boolean(),
    publish: z.boolean(),
    skip_faulty: z.boolean(),
    allow_duplicates: z.boolean(),
    author: z.string().meta({ description: 'Who sent it' }),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
    progress: z
      .strictObject({
        read: count.meta({ description: 'Rows of a table, entries of a bundle, reviews' }),
        total: count
          .nullable()
          .meta({ description: 'Things that they make; null until the file was checked' }),
        created: count.meta({ description: 'Things that are new' }),
        unchanged: count.meta({ description: 'Things that were here before' }),
        refused: count.meta({ description: 'Rows or reviews that were not taken' }),
      })
      .meta({ id: 'ImportProgress' }),
    report: report.nullable(),
  })
  .meta({ id: 'Import' });

export const importParameters = {
  format: importFormat.optional().meta({
    description:
      'What the file is, where its Content-Type or its name does not say it: JSON is a bundle without a mapping, and rows with one',
  }),
  mapping: text(LIMITS.text_short)
    .optional()
    .meta({ description: 'The name of a mapping that comes with the server; another goes into the form' }),
  dry_run: flag.optional().meta({ description: 'Checks everything, reports, and writes nothing' }),
  publish: flag.optional().meta({
    description: 'Makes ClaimReviews public at once; where two people must agree, an admin’s alone',
  }),
  skip_faulty: flag
    .optional()
    .meta({ description: 'Leaves rows with faults out instead of bringing nothing in' }),
  allow_duplicates: flag
    .optional()
    .meta({ description: 'Adds what is there already once more instead of refusing it' }),
};
