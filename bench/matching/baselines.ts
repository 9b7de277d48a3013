/** What matching is compared with: plain BM25 as SQLite's FTS5 has it, and BM25F over the same fields. */
import Sqlite from 'better-sqlite3';
import {
  type Collection,
  createCollection,
  type MatchedClaim,
} from '../../src/features/matching/collection.ts';

export type Baseline = (query: string, count: number) => string[];

/** FTS5 with the porter stemmer, all fields in one column, any word of the query. */
export const plainBm25 = (claims: readonly MatchedClaim[]): Baseline => {
  const db = new Sqlite(':memory:');
  db.exec("create virtual table claims using fts5(id unindexed, body, tokenize = 'porter unicode61')");
  const insert = db.prepare('insert into claims values (?, ?)');
  db.transaction(() => {
    for (const { id, text, title, context } of claims) insert.run(id, `${text} ${title} ${context}`);
  })();
  const find = db
    .prepare('select id from claims where claims match ? order by bm25(claims), rowid limit ?')
    .pluck();
  return (query, count) => {
    const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
    if (words.length === 0) return [];
    return find.all(words.map((word) => `"${word}"`).join(' OR '), count).map(String);
  };
};

/** BM25F over claim, title and context, the query cleaned, stop words left out. */
export const bm25f = (claims: readonly MatchedClaim[]): Baseline => {
  const collection: Collection = createCollection(null);
  for (const claim of claims) collection.put(claim);
  return (query, count) => collection.byWords({ text: query, language: 'en' }, count);
};
