/** The table of contents: every capability of the server, and every type of subject the record keeps. */
import type { Routes } from '../app.ts';
import type { Subject } from '../record/record.ts';
import { anchorSubject } from './anchors/document.ts';
import { anchorRoutes } from './anchors/routes.ts';
import { claimSubject } from './claims/document.ts';
import { claimRoutes } from './claims/routes.ts';
import { deadlineRoutes } from './deadlines/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { outcomeSubject, verdictSubject } from './findings/document.ts';
import { findingRoutes } from './findings/routes.ts';
import { historyRoutes } from './history/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { promiseRoutes } from './promises/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { logRoutes } from './log/routes.ts';
import { quoteSubject } from './quotes/document.ts';
import { quoteRoutes } from './quotes/routes.ts';
import { reviewRoutes } from './review/routes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { scaleSubject } from './scales/document.ts';
import { scaleRoutes } from './scales/routes.ts';
import { sourceSubject } from './sources/document.ts';
import { sourceRoutes } from './sources/routes.ts';
import { speakerSubject } from './speakers/document.ts';
import { speakerRoutes } from './speakers/routes.ts';
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
  scaleRoutes,
  correctionRoutes,
  historyRoutes,
  logRoutes,
  ledgerRoutes,
  reviewRoutes,
  keyRoutes,
  reminderRoutes,
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
