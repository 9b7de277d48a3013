/** Claims as matching asks of them and tells of them, out of their documents. */
import type * as z from 'zod';
import { pathOf } from '../../http/paths.ts';
import type { Services } from '../../http/services.ts';
import { claimDocument } from '../../newsroom/claims/shape.ts';
import type { Match } from './match.ts';
import type { MatchAnswer } from './shape.ts';
import type { Search } from './thread.ts';

/** A document as it is read for an answer. */
const shown = claimDocument.partial().required({ publication: true, kind: true });

/** The document of a published claim; null where there is none. */
const published = async (services: Services, id: string): Promise<z.output<typeof shown> | null> => {
  const kept = await services.items.find(id);
  return kept?.publication === 'published' ? JSON.parse(kept.json) : null;
};

/** A published claim in a few members; null where there is none. */
export const briefOf = async (services: Services, id: string): Promise<MatchAnswer['claim'] | null> => {
  const document = await published(services, id);
  return (
    document && {
      id,
      kind: document.kind,
      text: document.text ?? '',
      claimants: document.claimants ?? [],
      first_said_on: document.first_said_on ?? null,
      rating: document.verdict?.rating.key ?? null,
      ...(document.said ? { said: document.said } : {}),
      path: pathOf(services.subjects, id),
    }
  );
};

/** The claims of these ids that are published. */
export const briefsOf = async (services: Services, ids: readonly string[]): Promise<MatchAnswer['claim'][]> =>
  (await Promise.all(ids.map((id) => briefOf(services, id)))).filter((brief) => brief !== null);

/** Matches as they are told of; one that is no longer public is left out. */
export const describe = async (services: Services, found: readonly Match[]): Promise<MatchAnswer[]> => {
  const answers: MatchAnswer[] = [];
  for (const { id, score, reasons, differs, sentence } of found) {
    const claim = await briefOf(services, id);
    if (claim) answers.push({ claim, score: Math.round(score * 1000) / 1000, reasons, differs, sentence });
  }
  return answers;
};

/** What is asked with a recorded claim; null where it is not public. */
export const questionOf = async (services: Services, id: string): Promise<Omit<Search, 'limit'> | null> => {
  const document = await published(services, id);
  if (!document) return null;
  const [speaker] = document.claimants ?? [];
  return {
    text: document.text ?? '',
    except: id,
    ...(speaker ? { speaker: speaker.id } : {}),
    ...(document.first_said_on?.length === 10 ? { date: document.first_said_on } : {}),
    ...(document.language ? { language: document.language } : {}),
  };
};
