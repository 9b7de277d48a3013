/** Every kind of watch, by its name. */
import type * as z from 'zod';
import type { OutgoingAnswer } from '../../../net/types.ts';
import type { Kind, Reading } from '../kind.ts';
import type { WATCH_KINDS } from '../tables.ts';
import { feedKind } from './feed/index.ts';
import { jsonKind } from './json/index.ts';
import { listKind } from './list/index.ts';
import { pageKind } from './page/index.ts';
import { yenteKind } from './yente/index.ts';

export type KindName = (typeof WATCH_KINDS)[number];

/** What a look of a kind needs, whatever its own types are. */
interface AnyKind {
  looks_for: z.ZodType;
  max_bytes: number;
  ask(looks: unknown): ReturnType<Kind<z.ZodType, unknown>['ask']>;
  read(looks: unknown, answer: OutgoingAnswer, memory: unknown): Promise<Reading<unknown>>;
}

const anyKind = <Looks extends z.ZodType, Memory>(kind: Kind<Looks, Memory>): AnyKind => ({
  looks_for: kind.looks_for,
  max_bytes: kind.max_bytes,
  ask: (looks) => kind.ask(kind.looks_for.parse(looks)),
  read: (looks, answer, memory) =>
    kind.read(
      kind.looks_for.parse(looks),
      answer,
      // What another release remembered is forgotten: the next look begins anew.
      memory === null ? null : (kind.memory.safeParse(memory).data ?? null),
    ),
});

export const KINDS: Record<KindName, AnyKind> = {
  list: anyKind(listKind),
  feed: anyKind(feedKind),
  page: anyKind(pageKind),
  json: anyKind(jsonKind),
  yente: anyKind(yenteKind),
};
