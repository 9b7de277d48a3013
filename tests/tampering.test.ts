/**
 * Whoever has the database can drop its triggers and write into it. Each of these is found, named in words that say
 * what it was done to, and nothing else is named along.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingGuards, remakingOf } from '../src/db/guards.ts';
import { engine } from '../src/db/kit.ts';
import type { Connection } from '../src/db/types.ts';
import { parseBundle } from '../src/features/import/check.ts';
import { importBundle } from '../src/features/import/import.ts';
import { followCalendar } from '../src/features/reminders/transitions.ts';
import { toldRows } from '../src/features/told.ts';
import { type Known, verifyRecord } from '../src/features/verify/record.ts';
import type { Finding } from '../src/features/verify/report.ts';
import { idFromKey } from '../src/record/ids.ts';
import { openNote } from '../src/record/checkpoint.ts';
import { hashedLines, ledgerPages, NO_LINE, parseLedgerNote } from '../src/record/ledger.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let newsroom: Newsroom;
/** What stands for `:name` in the statements below. */
const ids = {
  ...{ speaker: '', source: '', quote: '', claim: '', verdict: '', promise: '', outcome: '', anchor: '' },
  ...{ gone: '', draft: '', revoked: '', webhook: '', watch: '', reviewed: '' },
};
const isName = (name: string): name is keyof typeof ids => name in ids;

beforeAll(async () => {
  newsroom = await openNewsroom({ now: '2026-01-10T12:00:00.000Z' });
  await newsroom.scale();
  ids.speaker = (await newsroom.speaker({ name: 'Ann Example', aliases: ['A. Example'] })).id;
  ids.source = (
    await newsroom.source({ text: 'She said: the bridge was finished in 2020.', publisher: 'Daily' })
  ).id;
  ids.quote = (
    await newsroom.quote({
      speaker: ids.speaker,
      source: ids.source,
      text: 'the bridge was finished in 2020',
    })
  ).id;
  ids.claim = (
    await newsroom.publicClaim({ quotes: [ids.quote], claimants: [ids.speaker], topics: ['Bridges'] })
  ).id;
  ids.verdict = (await newsroom.verdict(ids.claim, 'published', { scale: 'truth' })).id;
  newsroom.on('2026-01-12');
  await newsroom.correct(ids.claim, { text: 'The bridge was finished in 2021.' });
  await newsroom.correct(ids.quote, { venue: 'Parliament' }, 'clarification');
  const deadline = { kind: 'calendar', window_start: '2026-01-05', window_end: '2026-01-20', hedged: true };
  ids.promise = (
    await newsroom.publicPromise(deadline, { claimants: [ids.speaker], topics: ['Bridges'] })
  ).id;
  await followCalendar(newsroom.server);
  newsroom.on('2026-01-25');
  await followCalendar(newsroom.server);
  ids.outcome = (
    await newsroom.outcome(ids.promise, 'published', { result: 'kept', occurred_on: '2026-01-18' })
  ).id;
  ids.gone = (await newsroom.publicClaim({ text: 'Withdrawn later.', claimants: [ids.speaker] })).id;
  await newsroom.withdraw(ids.gone);
  ids.draft = (await newsroom.claim({ text: 'A draft.', claimants: [ids.speaker], topics: ['Rivers'] })).id;
  ids.anchor = (await newsroom.anchor({ date: '2026-03-01' })).id;
  ids.revoked = (await newsroom.make('/v1/keys', { actor: 'Somebody', role: 'reader' }, 'admin')).id;
  await newsroom.make(`/v1/keys/${ids.revoked}/revoke`, {}, 'admin');
  await newsroom.change(`/v1/speakers/${ids.speaker}`, { slug: 'ann' }, 'editor');
  await newsroom.speaker({ name: 'Bob Example' });
  const match = { claim: ids.promise, relation: 'related', state: 'confirmed' };
  await newsroom.make(`/v1/claims/${ids.claim}/matches`, match, 'editor');
  ids.webhook = (await newsroom.make('/v1/webhooks', { url: 'https://example.org/hook' }, 'admin')).id;
  await newsroom.make(`/v1/webhooks/${ids.webhook}/rotate`, {}, 'admin');
  await newsroom.change(`/v1/webhooks/${ids.webhook}`, { topics: ['Bridges'] }, 'admin');
  const looks_for = { url: 'https://example.org/feed', words: ['bridge'] };
  ids.watch = (
    await newsroom.make(`/v1/claims/${ids.promise}/watches`, { kind: 'feed', note: 'Opening.', looks_for })
  ).id;
  await newsroom.change(`/v1/watches/${ids.watch}`, { every: '7d' });
  const bundle = parseBundle(JSON.stringify(REVIEWED));
  await importBundle(newsroom.server.recorder, bundle);
  ids.reviewed = idFromKey('verdict', REVIEWED.origin, 'v');
});
afterAll(() => newsroom.close());

/** A verdict that came as ClaimReview. */
const REVIEWED = {
  format: 'onrecord-bundle/1',
  origin: 'reviews',
  title: 'Reviews',
  claims: [
    {
      ...{ key: 'c', kind: 'statement', text: 'The tunnel is open.' },
      verdicts: [
        {
          ...{ key: 'v', rating_scale: 'truth', rating: 'true', summary: 'It is.', rationale: 'It is so.' },
          evidence: [{ title: 'Register', stance: 'supports' }],
          claimreview: { '@type': 'ClaimReview', claimReviewed: 'The tunnel is open.' },
        },
      ],
    },
  ],
};

const filled = (statement: string): string =>
  statement.replaceAll(/:([a-z]+)\b/g, (whole, name: string) => (isName(name) ? `'${ids[name]}'` : whole));

class Undo extends Error {}

/** What `verify` finds with every trigger dropped and these statements run; nothing of it stays. */
const foundAfter = async (
  tamper: string | ((run: (statement: string) => Promise<unknown>, tx: Connection) => Promise<unknown>),
  known: Known = {},
): Promise<Finding[]> => {
  let findings: Finding[] = [];
  const work = async (tx: Connection) => {
    const run = async (text: string) => tx.driver.run({ text: filled(text), name: '' }, []);
    await dropGuards(run);
    if (typeof tamper === 'string') for (const statement of tamper.split('; ')) await run(statement);
    else await tamper(run, tx);
    ({ findings } = await verifyRecord(tx, toldRows, known));
    throw new Undo();
  };
  await newsroom.database.write(work).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  const guards = findings.filter(({ kind }) => kind === 'unguarded').map(({ text }) => text);
  expect(guards).toEqual([expect.stringMatching(/documents_kept.*events_kept.*corrections_kept/)]);
  return findings.filter(({ kind }) => kind !== 'unguarded');
};

const dropGuards = async (run: (statement: string) => Promise<unknown>): Promise<void> => {
  if (engine === 'sqlite') {
    const rows = (await run("select name from sqlite_master where type = 'trigger'")) as string[][];
    for (const [name] of rows) await run(`drop trigger ${name}`);
    return;
  }
  const rows = (await run(
    'select tgname, relname from pg_trigger join pg_class on pg_class.oid = tgrelid where not tgisinternal',
  )) as string[][];
  for (const [name, table] of rows) await run(`drop trigger ${name} on ${table}`);
};

test('a record in which nobody wrote has no findings', async () => {
  const { findings, holds } = await verifyRecord(newsroom.database.read, toldRows);
  expect(findings).toEqual([]);
  expect(holds).toHaveLength(5);
});

test('triggers that were dropped are named, and nothing else', async () => {
  expect(await foundAfter(async () => undefined)).toEqual([]);
});

const CURRENT = 'where subject_id = :promise and valid_to is null';
const COPIED = engine === 'sqlite' ? 'hex(randomblob(32))' : 'md5(random()::text)';

/** What was done, how, and what its only finding says. */
const TAMPERINGS: [string, string, RegExp][] = [
  [
    'the day a promise is due, in the lists',
    `update entries set due_on = '2030-01-01' ${CURRENT}`,
    /:promise.*due_on/,
  ],
  ['the timing of a promise', `update entries set timing = 'open' ${CURRENT}`, /:promise.*timing/],
  ['whether its deadline is hedged', `update entries set hedged = not hedged ${CURRENT}`, /:promise.*hedged/],
  [
    'the name a speaker is sorted by',
    "update entries set name = 'zz' where subject_id = :speaker and valid_to is null",
    /:speaker.*name/,
  ],
  [
    'the words a claim is found by',
    'update entries set search_text_id = null where subject_id = :claim and valid_to is null',
    /:claim.*words/,
  ],
  [
    'another’s words',
    'update entries set search_text_id = (select search_text_id from entries where subject_id = :gone and search_text_id is not null limit 1) where subject_id = :claim and valid_to is null',
    /:claim.*words/,
  ],
  [
    'the words of an older version',
    'update entries set search_text_id = (select search_text_id from entries where subject_id = :gone and search_text_id is not null limit 1) where leaf_index = (select leaf_index from documents where subject_id = :claim and version = 1)',
    /:claim version 1.*words/,
  ],
  [
    'words themselves',
    "update search_texts set body = 'nothing' where id = (select search_text_id from entries where subject_id = :speaker and valid_to is null)",
    /:speaker.*words/,
  ],
  [
    'the day a promise is due, under its speaker',
    "update entry_terms set due_on = '2030-01-01' where entry_id in (select id from entries where subject_id = :promise) and term_id in (select id from term_values where field = 'claim.speaker') and listed_as <> 0",
    /:promise.*speakers/,
  ],
  [
    'its timing, under its topic',
    "update entry_terms set timing = 'open' where entry_id in (select id from entries where subject_id = :promise) and term_id in (select id from term_values where field = 'claim.topic') and listed_as <> 0",
    /:promise.*topics/,
  ],
  [
    'how a topic is spelt',
    "update entry_terms set label = 'Rivers' where entry_id in (select id from entries where subject_id = :claim) and term_id in (select id from term_values where field = 'claim.topic') and listed_as <> 0",
    /:claim.*topics/,
  ],
  [
    'the kind of a draft, in the lists',
    "update entries set kind = 'promise' where subject_id = :draft",
    /:draft, a draft.*kind/,
  ],
  [
    'when a claim first became public',
    'update entries set published_at = 1735689600000 where subject_id = :claim and valid_to is null',
    /:claim.*first publication/,
  ],

  [
    'a correction gone',
    'delete from corrections where subject_id = :claim',
    /correction_.*of :claim, is gone/,
  ],
  [
    'a quote’s correction gone',
    'delete from corrections where subject_id = :quote',
    /correction_.*of :quote, is gone/,
  ],
  ['a retraction gone', 'delete from corrections where subject_id = :gone', /correction_.*of :gone, is gone/],
  [
    'a correction that never was',
    'insert into corrections select \'correction_01k2m8r3v5e9gaqz6n7t4s0wxy\', subject_id, claim_id, kind, note, "before", "after", corrected_at, corrected_by from corrections where subject_id = :claim',
    /correction_01k2m8r3v5e9gaqz6n7t4s0wxy.*no such correction of :claim/,
  ],
  [
    'a correction’s note',
    "update corrections set note = 'Nothing.' where subject_id = :claim",
    /correction of :claim, is not as it was recorded/,
  ],
  [
    'what a correction says was there before',
    `update corrections set "before" = '{"text":"Nothing."}' where subject_id = :claim`,
    /correction of :claim, is not as it was recorded/,
  ],
  [
    'who corrected',
    "update corrections set corrected_by = 'Nobody' where subject_id = :quote",
    /correction of :quote, is not as it was recorded/,
  ],

  [
    'a transition that never was',
    "insert into promise_transitions select claim_id, transition, '2026-01-02', window_start, window_end, review_on, written_at from promise_transitions where transition = 'overdue'",
    /promise.overdue of :promise on 2026-01-02/,
  ],
  [
    'the window of a transition',
    "update promise_transitions set window_end = '2026-02-20' where transition = 'overdue'",
    /promise.overdue of :promise .*another window/,
  ],

  ['a claim’s text', "update claims set text = 'Other.' where id = :claim", /The rows of :claim .*\(text\)/],
  [
    'a claim taken back to a draft',
    "update claims set publication = 'draft' where id = :claim",
    /(:claim|:verdict) .*publication/,
  ],
  ['a withdrawal', `update claims set publication = 'published' where id = :gone`, /The rows of :gone /],
  [
    'a verdict’s rating',
    "update verdicts set rating = 'false' where id = :verdict",
    /The rows of :verdict .*rating.*along: :claim \(verdict/,
  ],
  [
    'a verdict’s summary',
    "update verdicts set summary = 'Other.' where id = :verdict",
    /The rows of :verdict .*summary/,
  ],
  [
    'an outcome’s result',
    "update outcomes set result = 'not_kept' where id = :outcome",
    /The rows of :outcome .*result/,
  ],
  [
    'an outcome’s note',
    "update outcomes set note = 'Other.' where id = :outcome",
    /The rows of :outcome .*note/,
  ],
  ['a quote’s words', "update quotes set text = 'Other.' where id = :quote", /The rows of :quote .*text/],
  [
    'a speaker’s name',
    "update speakers set name = 'Bob' where id = :speaker",
    /The rows of :speaker .*name.*along/,
  ],
  [
    'another spelling of a speaker',
    "update speakers set aliases = '[]' where id = :speaker",
    /The rows of :speaker .*aliases/,
  ],
  [
    'a source’s title',
    "update sources set title = 'Other' where id = :source",
    /The rows of :source .*title/,
  ],
  [
    'a source’s private text',
    "update sources set text = 'Other' where id = :source",
    /private text of :source/,
  ],
  ['a scale’s title', "update scales set title = 'Other'", /The rows of scale_.*title/],
  [
    'an event’s date',
    "update anchors set date = '2026-04-01' where id = :anchor",
    /The rows of :anchor .*date/,
  ],
  [
    'what would keep a promise',
    "update promises set criteria = 'Nothing' where claim_id = :promise",
    /The rows of :promise .*criteria/,
  ],
  [
    'a deadline',
    "update deadlines set window_end = '2027-01-01' where claim_id = :promise",
    /:promise .*window_end/,
  ],
  ['who claims it', 'delete from claim_claimants where claim_id = :claim', /The rows of :claim .*claimants/],

  [
    'a key’s role',
    "update keys set role = 'admin' where actor = 'The reporter'",
    /key_.*role reporter and has admin/,
  ],
  [
    'a revoked key',
    'update keys set revoked_at = null where id = :revoked',
    /:revoked .*was revoked at .* and works/,
  ],
  [
    'a key that was ended',
    "update keys set revoked_at = '2026-01-02T00:00:00.000Z' where actor = 'The editor'",
    /key_.*was not revoked/,
  ],
  [
    'a new key',
    `insert into keys (id, actor, role, secret_sha256, created_at) select 'key_01k2m8r3v5e9gaqz6n7t4s0wxy', 'Me', 'admin', ${COPIED}, created_at from keys where id = :revoked`,
    /key_01k2m8r3v5e9gaqz6n7t4s0wxy \(Me, admin\).*nobody made/,
  ],
  [
    'a key’s secret',
    `update keys set secret_sha256 = ${COPIED} where actor = 'The admin'`,
    /key_.*The admin.*another secret/,
  ],
  [
    'a key’s name',
    "update keys set actor = 'Nobody' where actor = 'The reader'",
    /key_.*actor The reader and has Nobody/,
  ],
  ['a key gone', 'delete from keys where id = :revoked', /:revoked.*is gone/],

  [
    'who did something',
    "update events set actor = 'Nobody' where action = 'claim.changed' and subject_id = :claim",
    /Line \d+ of the ledger \(claim.changed of :claim by Nobody/,
  ],
  [
    'when something was done',
    "update events set at = '2020-01-01T00:00:00.000Z' where action = 'claim.published' and subject_id = :claim",
    /Line \d+ of the ledger \(claim.published of :claim/,
  ],
  [
    'what was done',
    `update events set "after" = '{"text":"Nothing."}' where action = 'claim.changed' and subject_id = :claim`,
    /Line \d+ of the ledger \(claim.changed of :claim/,
  ],
  [
    'a line gone',
    "delete from events where action = 'claim.changed' and subject_id = :claim",
    /Of the ledger line \d+ is gone/,
  ],
  [
    'the line of a key gone',
    "delete from events where action = 'key.created' and subject_id = :revoked",
    /Of the ledger line \d+ is gone/,
  ],
  [
    'the first line gone',
    'delete from events where seq = (select min(seq) from events)',
    /Of the ledger line \d+ is gone/,
  ],
  [
    'the last lines gone',
    'delete from events where seq > (select max(seq) - 2 from events)',
    /ended with line \d+ and ends with line \d+/,
  ],
  [
    'a line’s hash gone',
    'update events set hash = null where seq = (select max(seq) - 3 from events)',
    /Line \d+ .*has lost its hash/,
  ],
  ['where the ledger ends', 'delete from ledger_end', /no longer noted where the ledger ends/],

  [
    'where a former slug leads',
    `update former_slugs set speaker_id = (select id from speakers where slug <> 'ann' limit 1)`,
    /former slug \S+ has another speaker_id/,
  ],
  ['a former slug gone', 'delete from former_slugs', /former slug \S+ is gone/],
  [
    'what was decided of two claims',
    "update claim_matches set relation = 'contradicts'",
    /decided of claim_\S+ and claim_\S+ has another relation/,
  ],
  ['a decision gone', 'delete from claim_matches', /decided of claim_\S+ and claim_\S+ is gone/],
  [
    'the ClaimReview that a verdict came as',
    `update claim_review_markup set markup = '{"claimReviewed":"Other."}'`,
    /ClaimReview that :reviewed came as has another/,
  ],
  ['a ClaimReview gone', 'delete from claim_review_markup', /ClaimReview that :reviewed came as is gone/],
  [
    'whom a webhook tells',
    "update webhooks set url = 'https://example.com/hook'",
    /:webhook has another url/,
  ],
  ['what a webhook is told', "update webhooks set topics = '[]'", /:webhook has another topics/],
  ['a webhook that was ended', "update webhooks set state = 'disabled'", /:webhook has another state/],
  ['a webhook gone', 'delete from webhooks', /:webhook is gone/],
  ['what a watch looks for', `update watches set looks_for = '{}'`, /:watch has another looks_for/],
  ['how often it looks', "update watches set every = '1h'", /:watch has another every/],
  ['a watch gone', 'delete from watches', /:watch is gone/],
  [
    'something that no watch saw',
    "insert into watch_hits (id, watch_id, key, seen_at, title, url, excerpt, sha256) values ('hit_01k2m8r3v5e9gaqz6n7t4s0wxy', :watch, 'k', '2026-01-25T12:00:00.000Z', 'Opened', 'https://example.org/', '', '')",
    /hit_01k2m8r3v5e9gaqz6n7t4s0wxy is there; the ledger does not tell/,
  ],

  ['the log’s name', "update log_key set origin = 'other.example'", /signs as other.example.*made as/],
];

test.each(TAMPERINGS)('%s is found and named', async (_, statement, named) => {
  const texts = (await foundAfter(statement)).map(({ text }) => text);
  expect(texts, texts.join('\n')).toHaveLength(1);
  expect(texts[0]).toMatch(
    new RegExp(named.source.replaceAll(/:([a-z]+)/g, (whole, name) => (isName(name) ? ids[name] : whole))),
  );
});

test('transitions that were emptied are found, each', async () => {
  const findings = await foundAfter('delete from promise_transitions');
  expect(findings.map(({ text }) => text)).toEqual(
    ['opened', 'due_tomorrow', 'overdue'].map((name) =>
      expect.stringContaining(`promise.${name} of ${ids.promise}`),
    ),
  );
});

test('a log by another key than the one that is known is found', async () => {
  const { key } = (await newsroom.get('/v1/log/key')).json;
  expect((await verifyRecord(newsroom.database.read, toldRows, { key })).findings).toEqual([]);
  const other = key.replace('onrecord.test', 'other.example');
  const { findings } = await verifyRecord(newsroom.database.read, toldRows, { key: other });
  expect(findings.map(({ kind }) => kind)).toEqual(['keys']);
});

test('a ledger that was written anew as a whole is found by a note that was kept', async () => {
  const { key } = (await newsroom.get('/v1/log/key')).json;
  const note = parseLedgerNote(openNote((await newsroom.get('/v1/log/ledger')).body, key));
  if (!note) throw new Error('that is no note');
  expect((await verifyRecord(newsroom.database.read, toldRows, { ledger: note })).findings).toEqual([]);
  const rewrite = async (run: (statement: string) => Promise<unknown>, tx: Connection) => {
    await run("update events set actor = 'Nobody' where action = 'claim.changed'");
    let hash = NO_LINE;
    for await (const page of ledgerPages(tx)) {
      for (const [i, line] of hashedLines(hash, page).entries()) {
        hash = line.hash;
        await run(`update events set hash = '${hash}' where seq = ${page[i]?.seq}`);
      }
    }
    await run(`update ledger_end set hash = '${hash}'`);
  };
  expect(await foundAfter(rewrite)).toEqual([]);
  expect(await foundAfter(rewrite, { ledger: note })).toEqual([
    { kind: 'ledger', text: expect.stringContaining(`Line ${note.seq}`) },
  ]);
});

test('a ledger of before lines were hashed holds, and its lines are held by the first that is', async () => {
  const old = 'update events set hash = null where seq < (select max(seq) - 2 from events)';
  expect(await foundAfter(old)).toEqual([]);
  const edit = "update events set actor = 'Nobody' where seq = (select min(seq) from events)";
  const found = await foundAfter(`${old}; ${edit}`);
  expect(found.map(({ text }) => text)).toEqual([
    expect.stringMatching(/One of the lines 1 to \d+ of the ledger/),
  ]);
});

test('what guards the database is made again as it was', async () => {
  await newsroom.database
    .write(async (tx) => {
      const run = async (text: string) => tx.driver.run({ text, name: '' }, []);
      await dropGuards(run);
      const missing = await missingGuards(tx, engine);
      expect(missing.length).toBeGreaterThan(5);
      for (const statement of missing.flatMap((guard) => remakingOf(guard, engine))) await run(statement);
      expect(await missingGuards(tx, engine)).toEqual([]);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  expect(await missingGuards(newsroom.database.read, engine)).toEqual([]);
});
