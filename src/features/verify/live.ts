/**
 * Holds the rows that the next versions will be rendered from against the newest versions: what was changed in them
 * without a change of the record would go out, unannounced, with the next one.
 */
import { isUnreadable } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import { difference } from '../../record/difference.ts';
import { documentText } from '../../record/standing.ts';
import { inOrder, type Rendering, type Subject, subjectFor } from '../../record/subject.ts';
import { typeOf } from '../../record/ids.ts';
import { subjects } from '../../newsroom/index.ts';
import type { Finding } from './report.ts';

/** The newest version of something. */
export interface Newest {
  subject_id: string;
  version: number;
  published_at: string;
  json: string;
}

/** How these things stand by their rows, by their ids. */
export const renderingsOf = async (
  connection: Connection,
  ids: readonly string[],
): Promise<Map<string, Rendering>> => {
  const found = new Map<string, Rendering>();
  for (const [type, of] of Map.groupBy(ids, typeOf)) {
    const renderings = await renderAll(connection, subjectFor(subjects, type), of);
    for (const [id, rendering] of renderings) found.set(id, rendering);
  }
  return found;
};

/** Whether it is what stands in rows that cannot be rendered, and not the database that fails. */
const isOfRows = (error: unknown): boolean =>
  isUnreadable(error) || (error instanceof Error && !('code' in error) && error.cause === undefined);

/** What cannot be rendered stands in nobody's way: it is found missing. */
const renderAll = async (
  connection: Connection,
  subject: Subject | undefined,
  ids: readonly string[],
): Promise<Map<string, Rendering>> => {
  if (!subject) return new Map();
  try {
    return await subject.renderAll(connection, ids);
  } catch (error) {
    if (!isOfRows(error)) throw error;
    if (ids.length > 1) {
      const half = Math.ceil(ids.length / 2);
      return new Map([
        ...(await renderAll(connection, subject, ids.slice(0, half))),
        ...(await renderAll(connection, subject, ids.slice(half))),
      ]);
    }
    return new Map();
  }
};

/** Whether a document is, byte for byte, what its rows say. */
export const saysAsRows = ({ subject_id: id, version, published_at, json }: Newest, { body }: Rendering) =>
  json === documentText({ id, version, published_at }, body);

/** Something whose rows say otherwise than its newest version. */
export interface Differing {
  id: string;
  /** None where there are no rows of it. */
  fields: string[];
  /** The ids of whatever it or its rows name. */
  names: Set<string>;
}

/** More than these are counted, and not held in memory. */
const HELD = 1_000;
/** So many of what changes along are named. */
const NAMED = 5;

/** Every id that a text names. */
export const idsIn = (text: string): string[] => text.match(/\b[a-z]+_[0-9a-hjkmnp-tv-z]{26}\b/g) ?? [];

/** A claim's corrections are held against the list of them. */
const HELD_ELSEWHERE = /^corrections\b/;

/** How the newest version of something differs that its rows do not say byte for byte. */
export const differingOf = (
  { subject_id: id, json }: Newest,
  rendering: Rendering | undefined,
): Differing[] => {
  const said: Record<string, unknown> = JSON.parse(json);
  const { id: _, version: __, published_at: ___, ...body } = said;
  const rows = JSON.stringify(rendering?.body ?? {});
  const fields = difference(body, JSON.parse(rows))
    .map(({ field }) => field)
    .filter((field) => !HELD_ELSEWHERE.test(field));
  if (fields.length === 0) return [];
  const names = new Set([...idsIn(json), ...idsIn(rows)]);
  return [{ id, fields: rendering ? fields : [], names }];
};

/** Gathers what differs, and tells of it: one finding for what hangs together. */
export const liveCheck = () => {
  const differing = new Map<string, Differing>();
  let more = 0;
  return {
    has: (id: string): boolean => differing.has(id),
    add: (found: readonly Differing[]): void => {
      for (const one of found) {
        if (differing.size >= HELD) more += 1;
        else differing.set(one.id, one);
      }
    },
    findings: (): Finding[] => {
      const told = groupsOf(differing).map((group): Finding => ({ kind: 'differs', text: groupText(group) }));
      if (more > 0) told.push({ kind: 'differs', text: `… and ${more} more that differ from their rows.` });
      return told;
    },
  };
};

/** Those that name each other belong together, parts before wholes. */
const groupsOf = (differing: ReadonlyMap<string, Differing>): Differing[][] => {
  const root = new Map([...differing.keys()].map((id) => [id, id]));
  const find = (id: string): string => {
    const above = root.get(id) ?? id;
    return above === id ? id : find(above);
  };
  for (const { id, names } of differing.values()) {
    for (const name of names) if (differing.has(name)) root.set(find(name), find(id));
  }
  const order = inOrder(subjects).map(({ type }) => type);
  const rank = ({ id }: Differing) => order.indexOf(typeOf(id));
  return [...Map.groupBy(differing.values(), ({ id }) => find(id)).values()].map((group) =>
    group.toSorted((a, b) => rank(a) - rank(b)),
  );
};

const groupText = ([first, ...along]: readonly Differing[]): string => {
  if (!first) return '';
  const what =
    first.fields.length === 0
      ? `There are no rows any more that ${first.id} could be rendered from`
      : `The rows of ${first.id} say otherwise than its newest version (${first.fields.join(', ')})`;
  if (along.length === 0) return `${what}.`;
  const named = along.slice(0, NAMED).map(({ id, fields }) => `${id} (${fields.join(', ')})`);
  const rest = along.length > NAMED ? ` and ${along.length - NAMED} more` : '';
  return `${what}; what shows it or belongs to it would change along: ${named.join(', ')}${rest}.`;
};
