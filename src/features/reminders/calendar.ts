/**
 * The promises on a calendar (RFC 5545): an all-day entry for each window, on the day it opens where
 * it has no end, on the day to look again where there is no window. Nothing in it depends on the
 * moment of asking, so that a reader who has it already is told so. What was withdrawn is gone: clients
 * take the calendar as a whole, and a cancelled entry would go on showing what no longer stands.
 */
import { and, asc, desc, eq, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import { publicUrl } from '../../config.ts';
import { literalLimit } from '../../db/queries.ts';
import { isAmong, isAmongNumbers, listed, listedNumbers, select } from '../../db/statement.ts';
import type { Connection } from '../../db/types.ts';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import type { Asking } from '../../newsroom/asked.ts';
import { addDays } from '../../record/clock.ts';
import { documentOfEntry } from '../../record/items.ts';
import { documents, entries } from '../../record/tables.ts';
import { type DeadlineFacts, type Timeliness, timelinessOf } from '../../record/timeliness.ts';
import { component, date, dateTime, escapeText, iCalendar } from './icalendar.ts';
import {
  currentPromises,
  type PromiseDocument,
  type PromiseFilter,
  RESULT_NAMES,
  readPromise,
  saidOf,
} from './promises.ts';
import type { Window } from './transitions.ts';

/** Entries that are read and written in one tick of the event loop; other requests are answered in between. */
const PER_TICK = 32;

/** How often a client should ask again. */
const REFRESH = 'PT6H';
const ALARM_HOUR = 'PT9H';

export interface CalendarRequest extends PromiseFilter {
  timeliness?: readonly Timeliness[] | undefined;
}

/** The days of an entry: `until` is the day after the last, '' where it is one day long. */
const daysShown = ({ window_start, window_end, review_on }: Window): { from: string; until: string } => {
  if (window_start === '') return { from: review_on, until: '' };
  return { from: window_start, until: window_end && addDays(window_end, 1) };
};

const PROMISE_COLUMNS = {
  subject_id: entries.subject_id,
  created_at: entries.published_at,
  leaf_index: documents.leaf_index,
  window_start: entries.window_start,
  window_end: entries.window_end,
  review_on: entries.review_on,
  deadline_facts: documents.deadline_facts,
};
type PromiseRow = Window & {
  subject_id: string;
  created_at: string;
  leaf_index: number;
  deadline_facts: DeadlineFacts | null;
};

/** By which day a promise is placed among the others, and which promises that is for. */
const PLACES = [
  { day: entries.window_end, rest: undefined },
  { day: entries.window_start, rest: eq(entries.window_end, '') },
  { day: entries.review_on, rest: and(eq(entries.window_start, ''), eq(entries.window_end, '')) },
] as const;

const placeOf = ({ window_end, window_start, review_on }: Window): string =>
  window_end || window_start || review_on;

/** The next of the promises that were asked for, from `today` on, or the last before it. */
const promisesBeside = async (
  connection: Connection,
  asked: SQL | undefined,
  today: string,
  side: 'next' | 'last',
): Promise<PromiseRow[]> => {
  const found: PromiseRow[] = [];
  for (const { day, rest } of PLACES) {
    const rows = await connection
      .select(PROMISE_COLUMNS)
      .from(entries)
      .innerJoin(documents, documentOfEntry)
      .where(and(asked, rest, sql`${day} <> ''`, side === 'next' ? gte(day, today) : lt(day, today)))
      .orderBy(literalLimit(side === 'next' ? asc(day) : desc(day), LIMITS.calendar_entries));
    found.push(...rows);
  }
  const sign = side === 'next' ? 1 : -1;
  found.sort((a, b) => (placeOf(a) < placeOf(b) ? -sign : placeOf(a) > placeOf(b) ? sign : 0));
  return found.slice(0, LIMITS.calendar_entries);
};

const { id, subject_id, window_start, window_end, review_on } = entries;
const publicVersions = select({ id, subject_id, window_start, window_end, review_on }, (query) =>
  query
    .from(entries)
    .where(and(isAmong(subject_id, 'ids'), isNotNull(entries.leaf_index)))
    .orderBy(asc(subject_id), asc(id)),
);

const documentsAt = select({ leaf_index: documents.leaf_index, json: documents.json }, (query) =>
  query.from(documents).where(isAmongNumbers(documents.leaf_index, 'leaves')),
);

/** How often the days of each promise have moved since it became public: its SEQUENCE. */
const countMoves = async (connection: Connection, ids: readonly string[]): Promise<Map<string, number>> => {
  const moves = new Map<string, number>();
  const last = new Map<string, string>();
  for (const version of await publicVersions(connection, { ids: listed(ids) })) {
    const shown = JSON.stringify(daysShown(version));
    const before = last.get(version.subject_id);
    if (before !== undefined && before !== shown) {
      moves.set(version.subject_id, (moves.get(version.subject_id) ?? 0) + 1);
    }
    last.set(version.subject_id, shown);
  }
  return moves;
};

/** The calendar of the promises that were asked for, as iCalendar in UTF-8: to encode all of it at its end takes long. */
export const promiseCalendar = async (
  services: Services,
  asking: Asking,
  request: CalendarRequest,
): Promise<Buffer> => {
  const { search: read } = services.database;
  const today = services.today();
  const asked = await currentPromises(asking, request);
  const found = [
    ...(await promisesBeside(read, asked, today, 'last')).reverse(),
    ...(await promisesBeside(read, asked, today, 'next')),
  ];
  const rows = found.filter(
    ({ deadline_facts: facts }) =>
      request.timeliness === undefined ||
      (facts !== null && request.timeliness.includes(timelinessOf(facts, today).timeliness)),
  );
  const moves = await countMoves(
    read,
    rows.map((row) => row.subject_id),
  );
  // Without METHOD, which would make it a scheduling message (RFC 5546) that needs an organizer.
  const parts: Buffer[] = [];
  const add = (lines: string[]): void => void parts.push(Buffer.from(iCalendar(lines)));
  add([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Onrecord//Promises//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${nameOf(request)}`,
    `X-WR-CALNAME:${nameOf(request)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
  ]);
  for (let from = 0; from < rows.length; from += PER_TICK) {
    const some = rows.slice(from, from + PER_TICK);
    const found = await documentsAt(read, { leaves: listedNumbers(some.map((row) => row.leaf_index)) });
    const json = new Map(found.map((row) => [row.leaf_index, row.json]));
    for (const row of some) {
      const claim = readPromise(json.get(row.leaf_index) ?? '');
      add(eventOf(services, claim, row, moves.get(row.subject_id) ?? 0));
    }
  }
  if (rows.length === 0) add(NOTHING);
  add(['END:VCALENDAR']);
  return Buffer.concat(parts);
};

/** A calendar must hold something (section 3.4), and a timezone shows nothing. */
const NOTHING = component('VTIMEZONE', [
  'TZID:UTC',
  ...component('STANDARD', ['DTSTART:19700101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0000']),
]);

const nameOf = ({ hedged, ...asked }: CalendarRequest): string => {
  const { speaker, wikidata_id, topic, timeliness, progress, result } = asked;
  const filters = [
    ...[speaker, wikidata_id, topic, timeliness, progress, result].flatMap((values) => values?.join(' or ')),
    hedged === undefined ? undefined : hedged ? 'hedged' : 'not hedged',
  ];
  const named = filters.filter((filter) => filter !== undefined);
  return escapeText(named.length === 0 ? 'Promises' : `Promises: ${named.join(', ')}`);
};

const eventOf = (services: Services, claim: PromiseDocument, row: PromiseRow, sequence: number): string[] => {
  const { from, until } = daysShown(row);
  const changed = dateTime(claim.published_at);
  const link = `${publicUrl(services.config)}/v1/claims/${claim.id}`;
  return component('VEVENT', [
    `UID:${claim.id}@onrecord`,
    `DTSTAMP:${changed}`,
    `CREATED:${dateTime(row.created_at)}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${date(from)}`,
    ...(until === '' ? [] : [`DTEND;VALUE=DATE:${date(until)}`]),
    `SUMMARY:${escapeText(summaryOf(claim, row))}`,
    `DESCRIPTION:${escapeText(descriptionOf(claim, row, link))}`,
    `URL:${link}`,
    `CATEGORIES:${['Promise', ...claim.topics].map(escapeText).join(',')}`,
    `STATUS:${claim.promise.deadline.hedged ? 'TENTATIVE' : 'CONFIRMED'}`,
    // Nobody is busy because somebody else promised something.
    'TRANSP:TRANSPARENT',
    ...alarmsOf(claim, until),
  ]);
};

const summaryOf = ({ text, promise }: PromiseDocument, { window_start, window_end }: Window): string => {
  if (promise.result !== null) return `${RESULT_NAMES[promise.result]}: ${text}`;
  if (window_start === '') return `Look again: ${text}`;
  return window_end === '' ? `From today on: ${text}` : text;
};

const descriptionOf = (claim: PromiseDocument, row: Window, link: string): string => {
  const { criteria, result, deadline } = claim.promise;
  const { window_start, window_end, review_on } = row;
  const window =
    window_start === ''
      ? `No window: the time was left open. To be looked at again on ${review_on}.`
      : `Window: ${window_start} to ${window_end || 'no end'}${deadline.hedged ? ', hedged by the speaker' : ''}.`;
  const standing =
    result === null
      ? 'Not ruled. When its window has passed a promise is overdue, which does not say that it was broken.'
      : `Ruled: ${RESULT_NAMES[result].toLowerCase()}.`;
  const said = saidOf(claim);
  return [...(said === null ? [] : [said]), window, `Done when: ${criteria}`, standing, link].join('\n');
};

/**
 * On the morning 7 days and 1 day before the last day, and on the morning after it; where there is no
 * end, on the morning itself. DTEND is the midnight after the last day. None once it is ruled.
 */
const alarmsOf = ({ text, promise }: PromiseDocument, until: string): string[] => {
  if (promise.result !== null) return [];
  const alarms: [string, string][] =
    until === ''
      ? [[`TRIGGER:${ALARM_HOUR}`, 'Today']]
      : [
          ['TRIGGER;RELATED=END:-P7DT15H', '7 days left'],
          ['TRIGGER;RELATED=END:-P1DT15H', 'Due tomorrow'],
          [`TRIGGER;RELATED=END:${ALARM_HOUR}`, 'Overdue since today'],
        ];
  return alarms.flatMap(([trigger, when]) =>
    component('VALARM', ['ACTION:DISPLAY', trigger, `DESCRIPTION:${escapeText(`${when}: ${text}`)}`]),
  );
};
