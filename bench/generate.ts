/**
 * A record of any size, the same in every run: rows written straight into the migrated tables of a
 * SQLite file, so that a million claims take minutes. Kept under data/bench/ until this generator or
 * the migrations change.
 *
 * The claims have what reading needs (documents, entries with their terms and words, the log); speakers
 * and sources have their rows as well, so that new quotes can name them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { TypeID } from 'typeid-js';
import { openDatabase } from '../src/db/database.ts';
import { claimDocument } from '../src/newsroom/claims/shape.ts';
import { dueKey } from '../src/newsroom/promises/render.ts';
import { leafText } from '../src/record/log.ts';
import { leafHash, RootBuilder } from '../src/record/merkle.ts';
import { present } from '../src/record/present.ts';
import { documentText } from '../src/record/standing.ts';
import { termLabel, type TermValue, termValue } from '../src/record/subject.ts';
import { distinctTerms } from '../src/record/terms.ts';
import { languageRanges } from '../src/text/languages.ts';
import { topicKey } from '../src/text/topics.ts';
import { canonicalUrl } from '../src/text/urls.ts';
import { sha256 } from '../src/record/sha256.ts';
import { COMMON_KIND, LISTED_AS } from '../src/record/tables.ts';
import { FOLDING, searchBody } from '../src/text/search.ts';
import { type DeadlineFacts, daysLate, timingOf } from '../src/record/timeliness.ts';
import { createRandom, type Random, weighted, wordOf, zipf } from './random.ts';

const VERSION = 6;
/** One claim of so many is in another language. */
const RARE_LANGUAGE = 1_000;
const SEED = 20_250_815;
export const WORDS = 30_000;
const TOPICS = 200;
const FIRST_DAY_MS = Date.UTC(2010, 0, 1);
const LAST_DAY_MS = Date.UTC(2025, 11, 31);
const ROWS_PER_COMMIT = 20_000;

/** Frequencies as newsrooms have them: most claims are statements, and half are never rated. */
const KINDS = { statement: 78, promise: 12, prediction: 8, not_checkable: 2 };
const RATINGS = {
  '': 50,
  false: 20,
  mostly_false: 10,
  half_true: 8,
  mostly_true: 6,
  true: 5,
  unverifiable: 1,
};
const RESULTS = { '': 70, not_kept: 12, kept: 10, partly_kept: 5, unclear_evidence: 3 };
/** Of a record of promises: every way a deadline can lie, and every way it can end. */
const DEADLINES = { window: 50, long: 15, far: 6, open: 9, vague: 12, none: 8 };
const TESTABILITIES = { testable: 80, needs_interpretation: 14, untestable: 6 };
const OLD_RESULTS = {
  '': 20,
  not_kept: 25,
  kept: 25,
  partly_kept: 10,
  unclear_evidence: 5,
  superseded: 5,
  condition_not_met: 5,
  annulled: 5,
};
const NEW_RESULTS = { ...OLD_RESULTS, '': 400 };
/** Windows that ended before this day have mostly been ruled on, later ones hardly. */
const RULED_UNTIL = '2024-01-01';
const PROGRESSES = { not_checked: 50, no_action_found: 15, in_progress: 20, stalled: 5, concluded: 10 };

type Row = Record<string, string | number | Buffer | null>;

/** Statements that insert rows of a table, by the columns a row names. */
const createInsert = (db: Sqlite.Database) => {
  const statements = new Map<string, Sqlite.Statement>();
  return (table: string, row: Row): number => {
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      statement = db.prepare(
        `insert into ${table} (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`,
      );
      statements.set(table, statement);
    }
    return Number(statement.run(row).lastInsertRowid);
  };
};

const pick = (random: Random, frequencies: Record<string, number>) => {
  const names = Object.keys(frequencies);
  const index = weighted(random, Object.values(frequencies));
  return () => names[index()] ?? '';
};

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const createWriter = (random: Random, db: Sqlite.Database, size: number) => {
  const insert = createInsert(db);
  const log = new RootBuilder();
  const stepMs = Math.floor((LAST_DAY_MS - FIRST_DAY_MS) / (size * 2));
  let clockMs = FIRST_DAY_MS;
  let last_entry = 0;
  const numbers = new Map<string, number>();
  /** The number of a term. */
  const numberOf = (field: string, value: string): number => {
    const name = `${field} ${value}`;
    const known = numbers.get(name) ?? insert('term_values', { field, value });
    numbers.set(name, known);
    return known;
  };

  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits)
      text += Math.floor(random() * 65_536)
        .toString(16)
        .padStart(4, '0');
    return text.slice(0, digits);
  };

  /** A TypeID as the server makes them, of the generator's own time and chance. */
  const newId = (type: string): string => {
    const time = clockMs.toString(16).padStart(12, '0');
    const uuid = `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    return TypeID.fromUUID(type, uuid).toString();
  };

  /** Publishes one thing as the recorder would; gives its JSON. */
  const publish = (
    type: string,
    id: string,
    body: object,
    facets: Row,
    terms: Record<string, readonly TermValue[]>,
    search: readonly string[],
    deadline_facts: DeadlineFacts | null = null,
  ): string => {
    clockMs += stepMs;
    const published_at = new Date(clockMs).toISOString();
    const json = documentText({ id, version: 1, published_at }, body);
    const leaf = { id, version: 1, published_at, sha256: sha256(json) };
    const leaf_index = log.size;
    for (const node of log.append(leafHash(leafText(leaf)))) {
      insert('log_nodes', { level: node.level, position: node.index, hash: node.hash });
    }
    insert('documents', {
      leaf_index,
      subject_id: id,
      version: 1,
      published_at,
      json,
      sha256: leaf.sha256,
      deadline_facts: deadline_facts && JSON.stringify(deadline_facts),
    });
    last_entry += 1;
    const entry_id = insert('entries', {
      id: last_entry,
      type,
      subject_id: id,
      number: last_entry,
      leaf_index,
      publication: 'published',
      valid_from: published_at,
      valid_to: null,
      published_at: clockMs,
      kind: '',
      on_date: '',
      name: '',
      rating: '',
      result: '',
      progress: '',
      testability: '',
      hedged: 0,
      window_start: '',
      window_end: '',
      review_on: '',
      timing: '',
      due_on: '',
      search_text_id: insert('search_texts', { body: searchBody(search) }),
      ...facets,
    });
    const listed = {
      entry_id,
      listed_as: LISTED_AS.published,
      number: entry_id,
      leaf_index,
      published_at: clockMs,
      on_date: '',
      kind: '',
      rating: '',
      result: '',
      progress: '',
      timing: '',
      due_on: '',
    };
    for (const name of ['on_date', 'kind', 'rating', 'result', 'progress', 'timing', 'due_on'] as const) {
      listed[name] = String(facets[name] ?? '');
      if (listed[name] === COMMON_KIND) listed[name] = '';
    }
    for (const [field, values] of Object.entries(terms)) {
      for (const term of distinctTerms(values)) {
        const term_id = numberOf(`${type}.${field}`, termValue(term));
        insert('entry_terms', { term_id, label: termLabel(term), ...listed });
      }
    }
    return json;
  };
  return { insert, newId, publish };
};

/** What a record is made of: claims as newsrooms have them, or nothing but promises of every sort. */
type RecordKind = 'claims' | 'promises';

/** Fills an empty, migrated database. */
const fill = (
  db: Sqlite.Database,
  made: RecordKind,
  size: number,
  progress: (claims: number) => void,
): void => {
  const random = createRandom(SEED);
  const { insert, newId, publish } = createWriter(random, db, size);
  const rank = zipf(random, WORDS);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const words = (low: number, high: number) =>
    Array.from({ length: between(low, high) }, () => wordOf(rank())).join(' ');
  const sentence = (low: number, high: number) => {
    const text = words(low, high);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const review = { author: 'City desk', reviewer: 'Night desk', review: 'reviewed_by_another' };

  const addSpeaker = (i: number) => {
    const id = newId('speaker');
    const [kind, name, slug] = ['person', `Speaker ${wordOf(i)} ${i}`, `speaker-${i}`];
    const own = { slug, kind, name, aliases: [], description: null, wikidata_id: null };
    insert('speakers', { id, ...own, aliases: '[]', publication: 'published' });
    publish('speaker', id, { publication: 'published', ...own }, { kind, name }, { wikidata_id: [''] }, [
      name,
    ]);
    return { id, slug, kind, name };
  };
  const addSource = (i: number) => {
    const id = newId('source');
    const [kind, title] = ['article', sentence(5, 12)];
    const mention = {
      kind,
      title,
      url: `https://news.example/${i}`,
      archived_url: null,
      publisher: `Publisher ${i % 50}`,
      published_on: dayOf(FIRST_DAY_MS + random() * (LAST_DAY_MS - FIRST_DAY_MS)),
    };
    const own = { ...mention, author: null, language: 'en', text_sha256: null, text_length: null };
    insert('sources', { id, ...own, text: null, publication: 'published' });
    const facets = { kind, on_date: mention.published_on, name: title.toLowerCase() };
    const terms = { url: [canonicalUrl(mention.url)], language: languageRanges(own.language) };
    publish('source', id, { publication: 'published', ...own }, facets, terms, [title]);
    return { id, ...mention };
  };

  const ratings = Object.keys(RATINGS)
    .filter((key) => key !== '')
    .map((key) => ({ key, labels: { en: key }, order: 1, value: 1, description: '' }));
  const scale = { key: 'onrecord', version: 1, title: 'Ratings', methodology_url: null };
  insert('scales', { id: newId('scale'), ...scale, ratings: JSON.stringify(ratings) });
  const speakers = Array.from({ length: Math.round(Math.sqrt(size) * 5) }, (_, i) => addSpeaker(i));
  const sources = Array.from({ length: Math.ceil(size / 10) }, (_, i) => addSource(i));
  const chosen = {
    speaker: zipf(random, speakers.length),
    source: zipf(random, sources.length),
    topic: zipf(random, TOPICS),
    kind: pick(random, made === 'claims' ? KINDS : { promise: 1 }),
    rating: pick(random, RATINGS),
    result: pick(random, RESULTS),
    progress: pick(random, PROGRESSES),
    deadline: pick(random, DEADLINES),
    testability: pick(random, TESTABILITIES),
    old_result: pick(random, OLD_RESULTS),
    new_result: pick(random, NEW_RESULTS),
  };

  const verdictOf = (key: string, decided_on: string) => ({
    id: newId('verdict'),
    rating: {
      scale: 'onrecord',
      scale_version: 1,
      key,
      labels: { en: key },
      order: 1,
      value: 1,
      description: '',
    },
    summary: sentence(8, 16),
    rationale: sentence(15, 30),
    decided_on,
    evidence: [],
    state: 'published',
    supersedes: null,
    superseded_by: null,
    reason: null,
    first_published_at: `${decided_on}T12:00:00.000Z`,
    ...review,
  });
  /** Days from the `soonest` to the `latest` after one. */
  const dayAfter = (ms: number, soonest: number, latest: number) =>
    dayOf(ms + between(soonest, latest) * 86_400_000);
  const windowOf = (said_ms: number) => {
    const window_start = dayAfter(said_ms, 1, 900);
    const window = { window_start, window_end: dayAfter(Date.parse(window_start), 0, 30), review_on: null };
    if (made === 'claims') return window;
    switch (chosen.deadline()) {
      case 'long':
        return { ...window, window_start: dayOf(said_ms), window_end: `${2035 + between(0, 1) * 5}-12-31` };
      case 'far':
        return { ...window, window_start: `${2040 + between(0, 9)}-01-01`, window_end: '2050-12-31' };
      case 'open':
        return { ...window, window_start: dayOf(said_ms), window_end: null };
      case 'vague':
        return { window_start: null, window_end: null, review_on: dayAfter(said_ms, 30, 120) };
      case 'none':
        return { window_start: null, window_end: null, review_on: null };
      default:
        return window;
    }
  };
  const rulingOf = (window_end: string | null) => {
    const last = window_end ?? '2020-01-01';
    if (made === 'claims') return { result: chosen.result() || null, done_on: last };
    const result = (last < RULED_UNTIL ? chosen.old_result() : chosen.new_result()) || null;
    return { result, done_on: dayAfter(Date.parse(last), -20, 40) };
  };
  const promiseOf = (said_ms: number) => {
    const { window_start, window_end, review_on } = windowOf(said_ms);
    const ruling = rulingOf(window_end);
    const { result } = ruling;
    const done_on = result === 'kept' || result === 'partly_kept' ? ruling.done_on : null;
    const deadline = {
      position: 1,
      phrase: words(2, 5),
      reference_date: dayOf(said_ms),
      kind: 'duration',
      window_start,
      window_end,
      hedged: random() < 0.3,
      anchor: null,
      set_by: 'person',
      confirmed_by: review.author,
      convention_note: null,
      review_on,
      quote_id: null,
      replaced_on: null,
      days_overdue_when_replaced: null,
      days_late: done_on === null ? null : daysLate(window_end ?? '', done_on),
    };
    return {
      action: sentence(6, 12),
      criteria: sentence(6, 12),
      clarifications: [],
      testability: made === 'claims' ? 'testable' : chosen.testability(),
      condition: null,
      deadline,
      deadlines: [deadline],
      progress: chosen.progress(),
      result,
      done_on,
    };
  };
  const factsOf = ({ deadline, ...promise }: ReturnType<typeof promiseOf>): DeadlineFacts => {
    const { window_start, window_end } = deadline;
    return {
      window_start: window_start ?? '',
      window_end: window_end ?? '',
      result: promise.result ?? '',
      done_on: promise.done_on ?? '',
    };
  };
  const promiseFacets = (promise: ReturnType<typeof promiseOf>) => {
    const facts = factsOf(promise);
    return {
      window_start: facts.window_start,
      window_end: facts.window_end,
      result: facts.result,
      progress: promise.progress,
      testability: promise.testability,
      hedged: Number(promise.deadline.hedged),
      review_on: promise.deadline.review_on ?? '',
      timing: timingOf(facts),
      due_on: dueKey(promise.deadline.window_end, promise.deadline.review_on),
    };
  };

  const addClaim = (i: number): void => {
    // Recent days are the fullest.
    const said_ms = FIRST_DAY_MS + Math.sqrt(random()) * (LAST_DAY_MS - FIRST_DAY_MS);
    const said_on = dayOf(said_ms);
    const speaker = speakers[chosen.speaker()] ?? speakers[0];
    const source = sources[chosen.source()] ?? sources[0];
    const topics = [...new Set(Array.from({ length: between(1, 3) }, () => wordOf(chosen.topic())))];
    const [kind, rating, text, exact] = [chosen.kind(), chosen.rating(), sentence(8, 18), sentence(8, 30)];
    const promise = kind === 'promise' ? promiseOf(said_ms) : null;
    const language = i % RARE_LANGUAGE === 0 ? 'de-AT' : 'en';
    const selectors = [{ type: 'TextPositionSelector', start: 100, end: 100 + exact.length }];
    const said = { text: exact, form: 'direct', speaker, speaker_role: null, said_on, venue: null };
    const checked = { language, source, selectors, fidelity: 'verbatim', fidelity_diff: null };
    const body = {
      publication: 'published',
      kind,
      text,
      language,
      claimants: [speaker],
      first_said_on: said_on,
      topics,
      quotes: [{ id: newId('quote'), ...said, ...checked, ...review }],
      sources: [],
      verdict: rating === '' ? null : verdictOf(rating, said_on),
      outcomes: [],
      corrections: [],
      ...review,
      promise,
    };
    const facets = { kind, on_date: said_on, rating, ...(promise && promiseFacets(promise)) };
    const terms = {
      speaker: [speaker?.id ?? ''],
      source: [source?.id ?? ''],
      topic: topics.map((topic) => ({ value: topicKey(topic), label: topic })),
      language: languageRanges(language),
    };
    const search = [text, exact, speaker?.name ?? '', ...topics];
    const deadline_facts = promise && factsOf(promise);
    const json = publish('claim', newId('claim'), body, facets, terms, search, deadline_facts);
    // The generator must not drift from what the server writes.
    if (i < 100) {
      claimDocument.parse(JSON.parse(present({ json, sha256: '', deadline_facts }, '2026-01-01').body));
    }
  };

  for (let done = 0; done < size; ) {
    const end = Math.min(size, done + ROWS_PER_COMMIT);
    db.transaction(() => {
      for (; done < end; done += 1) addClaim(done);
    })();
    progress(done);
  }
  // The claims have no rows of their own that transitions could belong to: the calendar is done with them.
  const { entry_id } = db
    .prepare<[], { entry_id: number }>('select max(id) as entry_id from entries')
    .get() ?? {
    entry_id: 0,
  };
  insert('foldings', { id: 1, version: FOLDING, next: FOLDING, done: 0 });
  insert('calendar_position', { id: 1, through: '9999-12-31', entry_id });
};

/** Takes indexes and triggers away while rows are inserted and puts them back after: many times faster. */
const withoutIndexes = (db: Sqlite.Database, work: () => void): void => {
  const parts = db
    .prepare<[], { type: string; name: string; sql: string }>(
      `select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null`,
    )
    .all();
  for (const { type, name } of parts) db.exec(`drop ${type} "${name}"`);
  work();
  for (const { sql } of parts) db.exec(sql);
  db.exec(`insert into search_index(search_index) values ('rebuild')`);
};

/** Where databases to measure on are kept. */
export const FOLDER = fileURLToPath(new URL('../data/bench/', import.meta.url));

const fingerprint = (): string => {
  const hash = createHash('sha256').update(`${VERSION} ${FOLDING}`);
  const migrations = new URL('../migrations/sqlite/', import.meta.url);
  for (const name of readdirSync(migrations)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    hash.update(readFileSync(new URL(name, migrations)));
  }
  return hash.digest('hex').slice(0, 12);
};

/** Where a database of this name is kept, once it is made. */
export const fileOf = (name: string): string => `${FOLDER}${name}-${fingerprint()}.db`;

/** The file of a database that `make` fills, by its name; made when it is not there yet. */
const keptFile = async (
  name: string,
  say: (line: string) => void,
  make: (unfinished: string) => Promise<void> | void,
): Promise<string> => {
  const path = fileOf(name);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  for (const old of readdirSync(FOLDER).filter((file) => file.startsWith(`${name}-`))) {
    rmSync(`${FOLDER}${old}`);
  }
  const unfinished = `${path}.unfinished`;
  await (await openDatabase(`file:${unfinished}`)).close();
  const started = performance.now();
  await make(unfinished);
  renameSync(unfinished, path);
  say(`  ${name} made in ${Math.round((performance.now() - started) / 1000)} s`);
  return path;
};

/** The file of a database with `size` generated claims or promises; made when it is not there yet. */
export const generated = (
  size: number,
  say: (line: string) => void,
  made: RecordKind = 'claims',
): Promise<string> =>
  keptFile(made === 'claims' ? String(size) : `${made}-${size}`, say, (unfinished) => {
    const db = new Sqlite(unfinished);
    db.pragma('journal_mode = off');
    db.pragma('synchronous = off');
    db.pragma('foreign_keys = off');
    db.pragma('cache_size = -262144');
    withoutIndexes(db, () =>
      fill(db, made, size, (claims) => {
        if (claims % 200_000 === 0) say(`  ${claims} claims`);
      }),
    );
    db.pragma('journal_mode = wal');
    db.close();
  });
