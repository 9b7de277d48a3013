/**
 * A newsroom's own model of meaning, asked over the common embeddings API (POST {"model", "input": […]}). It decides
 * the order among claims that were found without it. Where it fails or is late, they stay as they were.
 */
import * as z from 'zod';
import type { Services } from '../../http/services.ts';
import { LIMITS } from '../../limits.ts';
import type { MatchAnswer } from './shape.ts';
import { unit } from './table.ts';

/** By so much a cosine changes the log-odds of a score. A guess and not a fit: every model spreads its cosines differently. */
const WEIGHT = 6;
/** Scores are held this far from 0 and 1, where log-odds have no end. */
const LEAST = 0.001;

const embeddings = z.object({
  data: z
    .array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1).max(LIMITS.embeddings_length) }))
    .max(LIMITS.matches_max + 1),
});

const cosine = (one: Float32Array, other: Float32Array): number =>
  one.length === other.length ? one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0) : 0;

/** The scores by the rule of docs/matching.md: log-odds, and by how much a cosine is above their mean. */
export const combined = (scores: readonly number[], cosines: readonly number[]): number[] => {
  const mean = cosines.reduce((sum, value) => sum + value, 0) / Math.max(1, cosines.length);
  return scores.map((score, i) => {
    const held = Math.min(1 - LEAST, Math.max(LEAST, score));
    const odds = Math.log(held / (1 - held)) + WEIGHT * ((cosines[i] ?? mean) - mean);
    return Math.round(1_000 / (1 + Math.exp(-odds))) / 1_000;
  });
};

export interface Embeddings {
  /** Puts matches of a text in order; as they came where the other server does not answer. */
  order(text: string, found: MatchAnswer[]): Promise<MatchAnswer[]>;
}

/** None where no ONRECORD_EMBEDDINGS_URL is set. `warn` is told of each failure. */
export const createEmbeddings = (
  { config, outgoing, clock }: Services,
  warn: (error: unknown) => void,
): Embeddings | undefined => {
  const {
    ONRECORD_EMBEDDINGS_URL: url,
    ONRECORD_EMBEDDINGS_MODEL: model,
    ONRECORD_EMBEDDINGS_KEY: key,
  } = config;
  if (url === undefined) return undefined;
  /** By text, the last asked for last. */
  const known = new Map<string, Float32Array>();
  let resting_until = 0;

  const fetched = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const answer = await outgoing.ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model, input: texts }),
      timeout_ms: LIMITS.embeddings_ms,
    });
    if (answer.status !== 200) throw new Error(`the embeddings API answered ${answer.status}`);
    const { data } = embeddings.parse(JSON.parse(answer.body.toString()));
    return texts.map((_, place) => {
      const vector = data.find(({ index }) => index === place)?.embedding;
      if (!vector) throw new Error('the embeddings API left a text out');
      return unit(Float32Array.from(vector));
    });
  };

  const vectorsOf = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const missing = [...new Set(texts.filter((text) => !known.has(text)))];
    const fresh = missing.length > 0 ? await fetched(missing) : [];
    const vectors = new Map(missing.map((text, i) => [text, fresh[i]]));
    return texts.map((text) => {
      const vector = known.get(text) ?? vectors.get(text) ?? new Float32Array(0);
      known.delete(text);
      known.set(text, vector);
      const [oldest] = known.keys();
      if (known.size > LIMITS.embeddings_known && oldest !== undefined) known.delete(oldest);
      return vector;
    });
  };

  return {
    order: async (text, found) => {
      const now = clock.now().getTime();
      if (found.length === 0 || now < resting_until) return found;
      try {
        const [asked = new Float32Array(0), ...claims] = await vectorsOf([
          text,
          ...found.map(({ claim }) => claim.text),
        ]);
        const scores = combined(
          found.map(({ score }) => score),
          claims.map((claim) => cosine(asked, claim)),
        );
        return found
          .map((match, i) => ({ ...match, score: scores[i] ?? match.score }))
          .sort((a, b) => b.score - a.score);
      } catch (error) {
        resting_until = now + LIMITS.embeddings_rest_ms;
        warn(error);
        return found;
      }
    },
  };
};
