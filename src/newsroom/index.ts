/** Every type of thing that has public documents. */
import type { Subject } from '../record/subject.ts';
import { anchor } from './anchors/anchor.ts';
import { claim, outcome, verdict } from './claims/claim.ts';
import { quote } from './quotes/quote.ts';
import { scale } from './scales/scale.ts';
import { source } from './sources/source.ts';
import { speaker } from './speakers/speaker.ts';

export const subjects: readonly Subject[] = [speaker, source, scale, anchor, quote, verdict, outcome, claim];
