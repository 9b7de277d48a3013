/** What must hold of every record that a test has written, whatever it was about. */
import { desc, isNull } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '../../src/db/types.ts';
import { verifyRecord } from '../../src/features/verify/record.ts';
import type { Recorder } from '../../src/record/record.ts';
import { documents, entries } from '../../src/record/tables.ts';

/** Throws where `verify` finds something, or where what is served is not what the tables say. */
export const expectVerified = async ({ read }: Database, recorder: Recorder): Promise<void> => {
  const { findings } = await verifyRecord(read);
  expect(findings, 'what verify finds at the end').toEqual([]);
  const newest = new Map<string, string>();
  for (const { subject_id, json } of await read.select().from(documents).orderBy(desc(documents.version))) {
    if (!newest.has(subject_id)) newest.set(subject_id, json);
  }
  for (const { subject_id, publication } of await read
    .select({ subject_id: entries.subject_id, publication: entries.publication })
    .from(entries)
    .where(isNull(entries.valid_to))) {
    const rendering = await recorder.render(read, subject_id);
    expect(rendering?.publication, `the publication of ${subject_id}`).toBe(publication);
    if (publication === 'draft') continue;
    const { id: _, version: __, published_at: ___, ...served } = JSON.parse(newest.get(subject_id) ?? '{}');
    const said = JSON.parse(JSON.stringify(rendering?.body ?? null));
    expect(served, `${subject_id} as it is served, and as its tables say`).toEqual(said);
  }
};
