/**
 * A published list: entries added, changed and removed since the last look that meet a name, an identifier or a
 * programme. A list that has shrunk by half, whose form is another, or of which most entries are strangers is a
 * failure and no news.
 */
import * as z from 'zod';
import { text, url } from '../../../../http/schemas.ts';
import { LIMITS } from '../../../../limits.ts';
import { sha256 } from '../../../../record/sha256.ts';
import { cut } from '../../../../text/cut.ts';
import { hasAll, type Hit, type Kind, LookFailure, wordsOf } from '../../kind.ts';
import type { Entry } from './entries.ts';
import { KNOWN_LISTS, MAPPINGS, mapping } from './mappings.ts';

const words = z.array(text(LIMITS.text_short)).max(LIMITS.watch_names);

const sought = z
  .strictObject({
    name: text(LIMITS.text_short).meta({ description: 'What it is called in what is proposed' }),
    names: words
      .default([])
      .meta({ description: 'Other names: an entry that has all words of one meets it' }),
    identifiers: words.default([]).meta({ description: 'Such as a tax or registration number' }),
  })
  .meta({ id: 'Sought' });

const looks_for = z
  .strictObject({
    url,
    list: z.enum(KNOWN_LISTS).nullable().default(null).meta({
      id: 'KnownList',
      description: 'A list of a known form',
    }),
    mapping: mapping
      .nullable()
      .default(null)
      .meta({ description: 'Where any other list has what is needed' }),
    sought: z.array(sought).max(LIMITS.watch_names).default([]),
    programmes: words
      .default([])
      .meta({ description: 'Only entries of one of these; without `sought` every entry of them' }),
  })
  .refine(({ list, mapping }) => (list === null) !== (mapping === null), {
    error: 'must have either a known `list` or a `mapping`',
  })
  .meta({ id: 'ListWatch' });

type Looks = z.output<typeof looks_for>;

const memory = z.object({
  form: z.string(),
  count: z.number(),
  /** Ids of some entries, picked by their hashes: most of them must be there again. */
  sample: z.array(z.string()),
  /** The entries that met it: by what was sought, then by id, their hashes and names. */
  met: z.record(z.string(), z.record(z.string(), z.tuple([z.string(), z.string()]))),
});
type Memory = z.output<typeof memory>;

const SAMPLE = 100;
const sampleOf = (entries: readonly Entry[]): string[] =>
  entries
    .map(({ id }) => [sha256(id), id] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, SAMPLE)
    .map(([, id]) => id);

/** An identifier without what stands between its signs. */
const squeezed = (identifier: string): string => wordsOf(identifier).join('');

const isOfProgramme = (entry: Entry, programmes: readonly string[]): boolean =>
  programmes.length === 0 ||
  entry.programmes.some((given) =>
    programmes.some((programme) => hasAll(new Set(wordsOf(given)), programme)),
  );

/** Every entry with its words and identifiers at hand. */
const prepared = (entry: Entry) => ({
  entry,
  names: entry.names.map((name) => new Set(wordsOf(name))),
  identifiers: new Set(entry.identifiers.flatMap((given) => [squeezed(given), ...wordsOf(given)])),
});

/** By what was sought, the entries that meet it. */
const meeting = (looks: Looks, entries: readonly Entry[]): Map<string, Entry[]> => {
  const candidates = entries.filter((entry) => isOfProgramme(entry, looks.programmes)).map(prepared);
  if (looks.sought.length === 0) {
    return new Map([[looks.programmes.join(', '), candidates.map(({ entry }) => entry)]]);
  }
  return new Map(
    looks.sought.map(({ name, names, identifiers }) => [
      name,
      candidates
        .filter(
          (candidate) =>
            identifiers.some((identifier) => candidate.identifiers.has(squeezed(identifier))) ||
            [name, ...names].some((asked) => candidate.names.some((words) => hasAll(words, asked))),
        )
        .map(({ entry }) => entry),
    ]),
  );
};

const shown = ({ id, names, programmes, identifiers }: Entry): string =>
  cut(
    [
      names.filter((name) => name !== '').join('; '),
      programmes.length > 0 ? `[${[...new Set(programmes)].join(', ')}]` : '',
      identifiers.join('; '),
      `(id ${id})`,
    ]
      .filter((part) => part !== '')
      .join(' '),
    LIMITS.watch_excerpt,
  );

const SHOWN = 5;
const shownAll = (entries: readonly Entry[]): string =>
  [
    ...entries.slice(0, SHOWN).map(shown),
    ...(entries.length > SHOWN ? [`and ${entries.length - SHOWN} more`] : []),
  ].join('\n');

/** The entry that says it best stands first: of that identifier or very name. */
const ranked = (looks: Looks, name: string, entries: readonly Entry[]): Entry[] => {
  const asked = looks.sought.find((one) => one.name === name);
  if (!asked) return [...entries];
  const worth = (entry: Entry): number => {
    const { identifiers } = prepared(entry);
    if (asked.identifiers.some((identifier) => identifiers.has(squeezed(identifier)))) return 0;
    const words = Math.min(...entry.names.map((given) => wordsOf(given).length));
    return words;
  };
  return entries.toSorted((a, b) => worth(a) - worth(b));
};

const keyOf = (name: string, what: string, entries: readonly Entry[]): string =>
  sha256(JSON.stringify([name, what, entries.map(({ id, sha256 }) => [id, sha256]).sort()]));

export const listKind: Kind<typeof looks_for, Memory> = {
  looks_for,
  memory,
  max_bytes: LIMITS.watch_list_bytes,
  ask: ({ url }) => ({ url, request: {} }),
  read: async (looks, answer, last) => {
    const { readList } = await import('./entries.ts');
    const { entries, form } = await readList(
      answer.body,
      looks.list ? MAPPINGS[looks.list] : lookedUp(looks),
    );
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    if (last) {
      if (form !== last.form) throw new LookFailure(`The list has another form: ${cut(form, 200)}.`);
      if (entries.length < last.count / 2) {
        throw new LookFailure(`The list has shrunk from ${last.count} entries to ${entries.length}.`);
      }
      const left = last.sample.filter((id) => byId.has(id));
      if (left.length < last.sample.length / 2) throw new LookFailure('Most of its entries have other ids.');
    }
    const met = meeting(looks, entries);
    const hits = last ? [...met].flatMap(([name, now]) => changesOf(looks, name, now, last.met[name])) : [];
    return {
      hits,
      memory: {
        form,
        count: entries.length,
        sample: sampleOf(entries),
        met: Object.fromEntries(
          [...met].map(([name, now]) => [
            name,
            Object.fromEntries(now.map((entry) => [entry.id, [entry.sha256, shown(entry)]])),
          ]),
        ),
      },
      searched: `${entries.length} entries of ${looks.url} for ${[...met.keys()].join(', ')}`,
      standing: [...met].flatMap(([name, now]) =>
        now.length > 0 ? [`${name}: ${shownAll(ranked(looks, name, now))}`] : [],
      ),
    };
  },
};

const lookedUp = ({ mapping }: Looks) => {
  if (!mapping) throw new LookFailure('Nothing says what the list is like.');
  return mapping;
};

const changesOf = (
  looks: Looks,
  name: string,
  now: readonly Entry[],
  before: Memory['met'][string] | undefined,
): Hit[] => {
  // What was not sought before has nothing to be compared with.
  if (!before) return [];
  const added = now.filter(({ id }) => !(id in before));
  const changed = now.filter(({ id, sha256 }) => id in before && before[id]?.[0] !== sha256);
  const ids = new Set(now.map(({ id }) => id));
  const removed = Object.entries(before).filter(([id]) => !ids.has(id));
  const hit = (what: string, entries: readonly Entry[], was: string | null): Hit => {
    const [best, ...rest] = ranked(looks, name, entries);
    const more = rest.length > 0 ? ` and ${rest.length} more` : '';
    return {
      key: keyOf(name, what, entries),
      title: `${name}: ${what} on the list: ${cut(best?.names[0] ?? '', LIMITS.text_short)}${more}`,
      excerpt: best ? shown(best) : '',
      before: was,
      after: shownAll([...(best ? [best] : []), ...rest]),
      url: null,
    };
  };
  return [
    ...(added.length > 0 ? [hit('added', added, null)] : []),
    ...(changed.length > 0
      ? [
          hit(
            'changed',
            changed,
            changed
              .slice(0, SHOWN)
              .map(({ id }) => before[id]?.[1] ?? '')
              .join('\n'),
          ),
        ]
      : []),
    ...(removed.length > 0
      ? [
          {
            key: sha256(JSON.stringify([name, 'removed', removed.map(([id, [hash]]) => [id, hash]).sort()])),
            title: `${name}: no longer on the list: ${cut(removed[0]?.[1][1] ?? '', LIMITS.text_short)}`,
            excerpt: removed[0]?.[1][1] ?? '',
            before: removed
              .slice(0, SHOWN)
              .map(([, [, shown]]) => shown)
              .join('\n'),
            after: null,
            url: null,
          },
        ]
      : []),
  ];
};
