/**
 * Writes what ranking sees of each candidate, for fit.py:
 *
 *     npx node bench/matching/features.ts OUT CORPUS QUERIES [CORPUS QUERIES …] [--date] [--no-table]
 *
 * A line a candidate: relevant (1, 0), claim, features, closeness. A query's line first says how many
 * claims are relevant to it, so that those that no candidate is count as missed.
 */
import { createWriteStream } from 'node:fs';
import { CLOSENESS } from '../../src/features/matching/closeness.ts';
import { createCollection, FEATURES } from '../../src/features/matching/collection.ts';
import { readTable } from '../../src/features/matching/table.ts';
import { readCorpus, readQueries } from './corpus.ts';

const given = process.argv.slice(2);
const dated = given.includes('--date');
const undated = given.includes('--no-signature-date');
const table = given.includes('--no-table') ? null : readTable();
const [out = '', ...files] = given.filter((each) => !each.startsWith('--'));
const file = createWriteStream(out);
file.write(`${[...FEATURES, ...CLOSENESS].join('\t')}\n`);
for (let i = 0; i + 1 < files.length; i += 2) {
  const collection = createCollection(table);
  for (const claim of readCorpus(files[i] ?? '')) collection.put(claim);
  const started = performance.now();
  const queries = readQueries(files[i + 1] ?? '');
  let reached = 0;
  let wanted = 0;
  for (const { id, query, relevant, date } of queries) {
    const text = undated
      ? query.replace(
          / (January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}/g,
          '',
        )
      : query;
    const { asked, candidates } = collection.ask({
      text,
      language: 'en',
      ...(dated && date ? { date } : {}),
    });
    file.write(`Q\t${i / 2}\t${id}\t${relevant.length}\n`);
    wanted += relevant.length;
    const close = collection.closely(asked, candidates);
    for (const [place, { id: claim, features }] of candidates.entries()) {
      const values = [...features, ...(close[place] ?? [])];
      const is = relevant.includes(claim) ? 1 : 0;
      reached += is;
      file.write(`${is}\t${claim}\t${Array.from(values, (value) => value.toFixed(5)).join('\t')}\n`);
    }
  }
  console.log(
    files[i + 1],
    queries.length,
    'queries',
    ((performance.now() - started) / queries.length).toFixed(2),
    'ms each; reached',
    (reached / wanted).toFixed(3),
  );
}
file.end();
