/** What people who track promises write of how one stands, in the languages of tables, and what the record calls that. */
import type { PROGRESSES, RESULTS } from '../../newsroom/findings/tables.ts';
import { fold } from '../../text/fold.ts';

export type Status =
  | { kind: 'ruling'; value: (typeof RESULTS)[number] }
  | { kind: 'update'; value: (typeof PROGRESSES)[number] };

/** With commas between. What says that nothing was done yet is no finding: that needs to have been looked for. */
const WORDS: readonly [Status, string][] = [
  [
    { kind: 'ruling', value: 'kept' },
    'kept, promise kept, fulfilled, achieved, done, completed, delivered, erfullt, gehalten, eingehalten, umgesetzt, erledigt, cumplido, cumplida, cumplidos, cumplidas, realizado, realizada, tenu, tenue, tenues, realise, realisee, respecte, respectee, mantenuta, mantenuto, realizzata, cumprida, cumprido, виконано, виконана, виконаний, виконане, дотримано',
  ],
  [
    { kind: 'ruling', value: 'partly_kept' },
    'partly kept, partially kept, partially fulfilled, partly fulfilled, compromise, compromised, partial, partly, teilweise erfullt, teilweise umgesetzt, teilweise, kompromiss, teils erfullt, parcial, parcialmente cumplido, parcialmente cumplida, cumplido parcialmente, cumplida parcialmente, cumplido en parte, a medias, partiellement tenue, partiellement tenu, partiellement realise, partiellement realisee, en partie tenue, en partie, partiellement, parzialmente mantenuta, parcialmente cumprida, частково виконано, частково виконана, частково',
  ],
  [
    { kind: 'ruling', value: 'not_kept' },
    'broken, promise broken, not kept, not fulfilled, unfulfilled, failed, gebrochen, nicht erfullt, nicht eingehalten, nicht gehalten, nicht umgesetzt, gescheitert, incumplido, incumplida, no cumplido, no cumplida, rota, roto, non tenue, non tenu, rompue, rompu, abandonnee, abandonne, non realisee, non realise, non mantenuta, infranta, nao cumprida, descumprida, не виконано, не виконана, невиконана, невиконано, порушено, порушена, не дотримано',
  ],
  [
    { kind: 'update', value: 'in_progress' },
    'in progress, in the works, ongoing, underway, under way, started, begun, in arbeit, in umsetzung, begonnen, angefangen, lauft, en marcha, en curso, en proceso, en progreso, en tramite, iniciado, iniciada, en cours, commence, commencee, in corso, em andamento, em curso, в процесі, у процесі, виконується, розпочато, триває',
  ],
  [
    { kind: 'update', value: 'stalled' },
    'stalled, stuck, on hold, paused, blocked, ausgesetzt, gestoppt, auf eis, stockt, blockiert, estancado, estancada, paralizado, paralizada, bloqueado, bloqueada, bloque, bloquee, suspendu, suspendue, en pause, bloccata, sospesa, зупинено, призупинено, заблоковано',
  ],
];

/** A name or a word as it is compared: lower case, without accents and signs. */
export const bare = (word: string): string =>
  fold(word)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const BY_WORD = new Map(
  WORDS.flatMap(([status, words]) => words.split(',').map((word) => [bare(word), status] as const)),
);

/** What such a word says; null where it is none of them. */
export const statusOf = (word: string): Status | null => BY_WORD.get(bare(word)) ?? null;
