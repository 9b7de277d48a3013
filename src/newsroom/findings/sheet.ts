/** The columns of verdicts and outcomes in spreadsheets. */
import type * as z from 'zod';
import { type Column, sheet } from '../../record/sheet.ts';
import { headColumns, reviewColumns } from '../head-columns.ts';
import type { outcomeDocument, verdictDocument } from './shape.ts';

type Verdict = z.output<typeof verdictDocument>;
type Outcome = z.output<typeof outcomeDocument>;

/** A rating in a word that a person reads: English where there is one. */
export const labelOf = ({ key, labels }: Verdict['rating']): string =>
  labels.en ?? Object.values(labels)[0] ?? key;

const claimColumns: readonly Column<{ claim_id: string; state: string }>[] = [
  ['claim_id', 'the claim it is about', ({ claim_id }) => claim_id],
  ['claim_url', 'its address in this record', ({ claim_id }, { home }) => `${home}/v1/claims/${claim_id}`],
  ['state', '`published`, or `superseded` by a later one', ({ state }) => state],
];

const evidenceColumns: readonly Column<
  Pick<Verdict, 'evidence' | 'reason' | 'supersedes' | 'superseded_by' | 'first_published_at'>
>[] = [
  ['evidence_titles', 'titles of the evidence', ({ evidence }) => evidence.map(({ title }) => title)],
  ['evidence_urls', 'addresses of the evidence', ({ evidence }) => evidence.map(({ url }) => url)],
  ['reason', 'why it took the place of another', ({ reason }) => reason],
  ['supersedes', 'id of the one whose place it took', ({ supersedes }) => supersedes],
  ['superseded_by', 'id of the one that took its place', ({ superseded_by }) => superseded_by],
  ['first_published_at', 'when it first became public (UTC)', (finding) => finding.first_published_at],
];

export const verdictSheet = sheet<Verdict>({
  name: 'verdicts',
  columns: [
    ...headColumns('/v1/verdicts'),
    ...claimColumns,
    ['rating', 'key of the rating', ({ rating }) => rating.key],
    ['rating_label', 'the rating for people, in English where it has that', ({ rating }) => labelOf(rating)],
    ['rating_scale', 'key of the scale', ({ rating }) => rating.scale],
    ['rating_scale_version', 'its version', ({ rating }) => rating.scale_version],
    ['rating_order', 'the rating’s place on its scale', ({ rating }) => rating.order],
    ['rating_value', 'its number, where the scale has numbers', ({ rating }) => rating.value],
    ['summary', 'one sentence', ({ summary }) => summary],
    ['rationale', 'why (Markdown)', ({ rationale }) => rationale],
    ['decided_on', 'the day it was decided', ({ decided_on }) => decided_on],
    ...evidenceColumns,
    ...reviewColumns,
  ],
});

export const outcomeSheet = sheet<Outcome>({
  name: 'outcomes',
  columns: [
    ...headColumns('/v1/outcomes'),
    ...claimColumns,
    ['kind', '`update` or `ruling`', ({ kind }) => kind],
    ['progress', 'of an update', ({ progress }) => progress],
    ['result', 'of a ruling', ({ result }) => result],
    ['occurred_on', 'the day it happened', ({ occurred_on }) => occurred_on],
    ['became_known_on', 'the day it became known', ({ became_known_on }) => became_known_on],
    ['timeliness', 'of what was kept: `on_time`, `late` or `no_deadline`', ({ timeliness }) => timeliness],
    ['days_late', 'days from the end of the window to the day it was done', ({ days_late }) => days_late],
    ['note', 'what happened', ({ note }) => note],
    ['searched', 'what was searched for in vain', ({ searched }) => searched?.what],
    ['searched_as_of', 'as of when', ({ searched }) => searched?.as_of],
    ...evidenceColumns,
    ...reviewColumns,
  ],
});
