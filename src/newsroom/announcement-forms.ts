/** What is announced, as data for programs and in sentences for people: webhooks, stream, chat and mail say the same. */
import * as z from 'zod';
import { type Config, publicUrl } from '../config.ts';
import { typeOf } from '../record/ids.ts';
import { type Subject, subjectFor } from '../record/subject.ts';
import type { Announcement, AnnouncedType } from './announcements.ts';

/** What the members of a document say that a message repeats; of a tombstone there is only the reason. */
const told = z.looseObject({
  publication: z.string(),
  text: z.string().optional(),
  note: z.string().optional(),
  summary: z.string().nullable().optional(),
  reason: z.string().nullable().optional(),
  result: z.string().nullable().optional(),
  progress: z.string().nullable().optional(),
  rating: z.looseObject({ labels: z.record(z.string(), z.string()), key: z.string() }).optional(),
  claimants: z.array(z.looseObject({ name: z.string() })).optional(),
});

const HEADINGS: Record<AnnouncedType, string> = {
  'claim.published': 'New claim',
  'claim.corrected': 'Claim corrected',
  'claim.withdrawn': 'Claim withdrawn',
  'quote.published': 'New quote',
  'quote.corrected': 'Quote corrected',
  'quote.withdrawn': 'Quote withdrawn',
  'verdict.published': 'New verdict',
  'verdict.corrected': 'Verdict corrected',
  'outcome.published': 'What has happened since',
  'outcome.corrected': 'Outcome corrected',
  'promise.clarified': 'Criteria clarified',
  'deadline.confirmed': 'A later deadline',
  'deadline.moved': 'The window has moved',
  'promise.opened': 'The window is open',
  'promise.due_tomorrow': 'Due tomorrow',
  'promise.overdue': 'Overdue, which is not “broken”',
  'promise.review_due': 'To be looked at again',
  'watch.hit': 'A watch saw something',
  'watch.failing': 'A watch is failing',
  'evidence.gone': 'Evidence is no longer there',
  'webhook.disabled': 'A webhook was disabled',
};

/** One thing to be told, as plain text; the texts are a newsroom's or a speaker's and may hold anything. */
export interface Message {
  heading: string;
  /** The claim or quote, in its own words; '' where it is about neither. */
  text: string;
  /** What else there is to say, in sentences; may be ''. */
  details: string;
  url: string;
}

const wordsOf = (json: string | null): z.output<typeof told> | null => {
  if (json === null) return null;
  const parsed = told.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
};

const inWords = (word: string): string => word.replaceAll('_', ' ');

/** `claim` and `subject` are the public JSON of both as they stand now; null where there is none. */
export const messageOf = (
  { type, details: said, claim_id, subject_id }: Announcement,
  documents: { claim: string | null; subject: string | null },
  url: string,
): Message => {
  const claim = wordsOf(documents.claim);
  const subject = wordsOf(documents.subject);
  const text = claim?.text ?? subject?.text ?? '';
  const names = (claim?.claimants ?? []).map(({ name }) => name).join(', ');
  const rating = subject?.rating;
  const from = (name: string): string[] => {
    const value = said?.[name];
    return typeof value === 'string' ? [value] : [];
  };
  const details = [
    ...(names === '' ? [] : [`Said by ${names}.`]),
    ...(rating ? [`${rating.labels.en ?? Object.values(rating.labels)[0] ?? rating.key}.`] : []),
    ...(subject?.result ? [`Ruled: ${inWords(subject.result)}.`] : []),
    ...(subject?.progress ? [`${inWords(subject.progress)}.`] : []),
    ...[subject?.summary, subject?.note].flatMap((words) => words ?? []),
    ...(subject?.publication === 'withdrawn' ? [subject.reason ?? ''] : []),
    ...from('day').map((day) => `It fell on ${day}.`),
    ...from('reason'),
    ...from('note'),
  ].filter((sentence) => sentence !== '');
  return {
    heading: HEADINGS[type],
    text: text === '' && claim_id === null ? subject_id : text,
    details: details.join(' '),
    url,
  };
};

/** The address of a thing by its id; null for what is not served. */
export const addressOf = (config: Config, subjects: readonly Subject[], id: string): string | null => {
  const subject = subjectFor(subjects, typeOf(id));
  return subject ? `${publicUrl(config)}${subject.path}/${id}` : null;
};

/** What programs are told: what, which, where. */
export const eventOf = (
  config: Config,
  subjects: readonly Subject[],
  { seq, type, at, subject_id, claim_id, version, details }: Announcement,
) => ({
  type,
  timestamp: at,
  data: {
    seq,
    id: subject_id,
    version,
    url: addressOf(config, subjects, subject_id),
    claim_id,
    claim_url: claim_id === null ? null : addressOf(config, subjects, claim_id),
    details,
  },
});
