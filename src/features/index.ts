/** The table of contents: every capability of the server. */
import type { Routes } from '../http/app.ts';
import { anchorRoutes } from '../newsroom/anchors/routes.ts';
import { claimRoutes } from '../newsroom/claims/routes.ts';
import { claimReviewRoutes } from './claimreview/routes.ts';
import { deadlineRoutes } from './deadlines/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { findingRoutes } from '../newsroom/findings/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { factCheckRoutes } from './factcheck/routes.ts';
import { fidelityRoutes } from './fidelity/routes.ts';
import { feedsRoutes } from './feeds/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { importRoutes } from './import/jobs/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { promiseRoutes } from '../newsroom/promises/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { matchingRoutes } from './matching/routes.ts';
import { logRoutes } from './log/routes.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { mcpRoutes } from './mcp/routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { quoteRoutes } from '../newsroom/quotes/routes.ts';
import { reconcileRoutes } from './reconcile/routes.ts';
import { reviewRoutes } from './review/routes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { scaleRoutes } from '../newsroom/scales/routes.ts';
import { sourceRoutes } from '../newsroom/sources/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { scorecardRoutes } from './scorecard/routes.ts';
import { statsRoutes } from './stats/routes.ts';
import { speakerRoutes } from '../newsroom/speakers/routes.ts';
import { systemRoutes } from './system/routes.ts';
import { streamRoutes } from './stream/routes.ts';
import { topicRoutes } from './topics/routes.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { mailRoutes } from './mail/routes.ts';
import { watchRoutes } from './watches/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export const features: readonly Routes[] = [
  // Before the route of new claims, whose answers it completes.
  matchingRoutes,
  claimRoutes,
  findingRoutes,
  promiseRoutes,
  deadlineRoutes,
  anchorRoutes,
  quoteRoutes,
  fidelityRoutes,
  speakerRoutes,
  sourceRoutes,
  topicRoutes,
  searchRoutes,
  scorecardRoutes,
  statsRoutes,
  scaleRoutes,
  correctionRoutes,
  historyRoutes,
  logRoutes,
  ledgerRoutes,
  reviewRoutes,
  keyRoutes,
  reminderRoutes,
  claimReviewRoutes,
  importRoutes,
  factCheckRoutes,
  feedsRoutes,
  changeRoutes,
  watchRoutes,
  evidenceRoutes,
  mailRoutes,
  webhookRoutes,
  streamRoutes,
  mcpRoutes,
  reconcileRoutes,
  pageRoutes,
  systemRoutes,
  metricsRoutes,
];
