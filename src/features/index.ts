/** The table of contents: every capability of the server, and every type of subject the record keeps. */
import type { Routes } from '../http/app.ts';
import type { Subject } from '../record/record.ts';
import { anchorSubject } from '../newsroom/anchors/render.ts';
import { anchorRoutes } from '../newsroom/anchors/routes.ts';
import { claimSubject } from '../newsroom/claims/render.ts';
import { claimRoutes } from '../newsroom/claims/routes.ts';
import { claimReviewRoutes } from './claimreview/routes.ts';
import { deadlineRoutes } from './deadlines/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { outcomeSubject, verdictSubject } from '../newsroom/findings/render.ts';
import { findingRoutes } from '../newsroom/findings/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { factCheckRoutes } from './factcheck/routes.ts';
import { feedsRoutes } from './feeds/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { promiseRoutes } from '../newsroom/promises/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { matchingRoutes } from './matching/routes.ts';
import { logRoutes } from './log/routes.ts';
import { quoteSubject } from '../newsroom/quotes/render.ts';
import { quoteRoutes } from '../newsroom/quotes/routes.ts';
import { reviewRoutes } from './review/routes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { scaleSubject } from '../newsroom/scales/render.ts';
import { scaleRoutes } from '../newsroom/scales/routes.ts';
import { sourceSubject } from '../newsroom/sources/render.ts';
import { sourceRoutes } from '../newsroom/sources/routes.ts';
import { speakerSubject } from '../newsroom/speakers/render.ts';
import { speakerRoutes } from '../newsroom/speakers/routes.ts';
import { systemRoutes } from './system/routes.ts';
import { topicRoutes } from './topics/routes.ts';

export const features: readonly Routes[] = [
  claimRoutes,
  findingRoutes,
  promiseRoutes,
  deadlineRoutes,
  anchorRoutes,
  quoteRoutes,
  speakerRoutes,
  sourceRoutes,
  topicRoutes,
  matchingRoutes,
  scaleRoutes,
  correctionRoutes,
  historyRoutes,
  logRoutes,
  ledgerRoutes,
  reviewRoutes,
  keyRoutes,
  reminderRoutes,
  claimReviewRoutes,
  factCheckRoutes,
  feedsRoutes,
  changeRoutes,
  systemRoutes,
];

export const subjects: readonly Subject[] = [
  speakerSubject,
  sourceSubject,
  scaleSubject,
  anchorSubject,
  quoteSubject,
  verdictSubject,
  outcomeSubject,
  claimSubject,
];
