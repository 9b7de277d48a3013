/** Every list that goes out as a spreadsheet. */
import type { Sheet } from '../record/sheet.ts';
import { hitSheet } from './hit-sheet.ts';
import { claimSheet } from './claims/sheet.ts';
import { correctionSheet } from './corrections/sheet.ts';
import { outcomeSheet, verdictSheet } from './findings/sheet.ts';
import { quoteSheet } from './quotes/sheet.ts';
import { sourceSheet } from './sources/sheet.ts';
import { speakerSheet } from './speakers/sheet.ts';

export const sheets: readonly Sheet[] = [
  claimSheet,
  quoteSheet,
  verdictSheet,
  outcomeSheet,
  speakerSheet,
  sourceSheet,
  correctionSheet,
  hitSheet,
];
