/** All rows of which the ledger tells, beside keys, corrections and transitions; for `onrecord verify`. */
import { toldDecisions } from '../newsroom/claims/told.ts';
import { toldMarkup } from '../newsroom/claimreview/told.ts';
import { toldFormerSlugs } from '../newsroom/speakers/told.ts';
import type { ToldRows } from '../record/told.ts';
import { toldHits, toldWatches } from './watches/told.ts';
import { toldWebhooks } from './webhooks/told.ts';

export const toldRows: readonly ToldRows[] = [
  toldFormerSlugs,
  toldDecisions,
  toldMarkup,
  toldWatches,
  toldHits,
  toldWebhooks,
];
