/** Checks a bundle whole before any of it is written; each fault with its place in the file. */
import { createRequire } from 'node:module';
import { LIMITS } from '../../limits.ts';
import { TOO_MANY_SPEAKERS } from '../../newsroom/claims/shape.ts';
import { type Bundle, bundleSchema, type OpenBundle } from './bundle.ts';

export interface BundleFault {
  /** JSON Pointer into the bundle. */
  pointer: string;
  /** Place in the file, from 1; null where it cannot be told. */
  line: number | null;
  column: number | null;
  detail: string;
}

/** Thrown with every fault found. */
export class BundleError extends Error {
  readonly faults: BundleFault[];
  constructor(faults: BundleFault[]) {
    super(`the bundle has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`);
    this.faults = faults;
  }
}

type Path = readonly PropertyKey[];

const load = createRequire(import.meta.url);

/** Finds places in the text of a bundle by parsing it once more; only done, and loaded, when there is a fault to place. */
export const placer = (text: string) => {
  const { LineCounter, parseDocument }: typeof import('yaml') = load('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'json', uniqueKeys: false });
  return (path: Path): { line: number | null; column: number | null } => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
        continue;
      const { line, col } = lines.linePos(Number(node.range[0]));
      return { line, column: col };
    }
    return { line: null, column: null };
  };
};

/** A path as JSON Pointer (RFC 6901). */
export const pointerOf = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Reads a bundle; throws BundleError. */
export const parseBundle = (text: string): Bundle => {
  const fail = (faults: { path: Path; detail: string }[]): BundleError => {
    const place = placer(text);
    return new BundleError(
      faults.map(({ path, detail }) => ({ pointer: pointerOf(path), ...place(path), detail })),
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BundleError([placeOfSyntaxError(text, error)]);
  }
  const parsed = bundleSchema.safeParse(value);
  if (!parsed.success) {
    throw fail(
      parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({ path: [...issue.path, key], detail: 'is not a known member' }))
          : [{ path: issue.path, detail: issue.message.replace(/^Invalid input: /, '') }],
      ),
    );
  }
  const faults = brokenReferences(parsed.data);
  if (faults.length > 0) throw fail(faults);
  return parsed.data;
};

const syntaxError = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is not JSON';
  }
};

/** Where a text stops being JSON: as long as it is only cut off before that, its beginning is none that is wrong. */
const positionOfFault = (text: string, message: string): number => {
  const said = /position (\d+)/.exec(message)?.[1];
  if (said !== undefined) return Number(said);
  const isOnlyCut = (length: number): boolean => {
    const fault = syntaxError(text.slice(0, length));
    if (fault === undefined || /end of JSON input|Unterminated/.test(fault)) return true;
    return Number(/position (\d+)/.exec(fault)?.[1] ?? -1) >= length;
  };
  let [right, wrong] = [0, text.length];
  while (wrong - right > 1) {
    const half = Math.floor((right + wrong) / 2);
    if (isOnlyCut(half)) right = half;
    else wrong = half;
  }
  return right;
};

const placeOfSyntaxError = (text: string, error: unknown): BundleFault => {
  const message = error instanceof Error ? error.message : 'is not JSON';
  const position = positionOfFault(text, message);
  const before = text.slice(0, position).split('\n');
  return {
    pointer: '',
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    detail: `is not JSON: ${message}`,
  };
};

/** What JSON Schema cannot say: keys stand once, and what is named exists. */
export const brokenReferences = (bundle: OpenBundle): { path: Path; detail: string }[] => {
  const faults: { path: Path; detail: string }[] = [];
  const once = (seen: Pick<Set<string>, 'has'>, key: string, path: Path): void => {
    if (seen.has(key)) faults.push({ path: [...path, 'key'], detail: `${key} stands twice` });
  };
  const keysOf = (list: 'speakers' | 'sources'): Set<string> => {
    const seen = new Set<string>();
    for (const [i, { key }] of numbered<{ key: string }>(bundle[list])) {
      once(seen, key, [list, i]);
      seen.add(key);
    }
    return seen;
  };
  const speakers = keysOf('speakers');
  const sources = keysOf('sources');
  const speakerOf = new Map<string, string>();
  const need = (there: Pick<Set<string>, 'has'>, key: string, path: Path) => {
    if (!there.has(key)) faults.push({ path, detail: `${key} is not in this bundle` });
  };
  for (const [i, { key, speaker, source }] of numbered(bundle.quotes)) {
    once(speakerOf, key, ['quotes', i]);
    speakerOf.set(key, speaker);
    need(speakers, speaker, ['quotes', i, 'speaker']);
    need(sources, source, ['quotes', i, 'source']);
  }
  const claims = new Set<string>();
  const findings = new Set<string>();
  for (const [i, claim] of numbered(bundle.claims)) {
    once(claims, claim.key, ['claims', i]);
    claims.add(claim.key);
    claim.claimants?.forEach((key, j) => {
      need(speakers, key, ['claims', i, 'claimants', j]);
    });
    claim.quotes.forEach((key, j) => {
      need(speakerOf, key, ['claims', i, 'quotes', j]);
    });
    const spoken = new Set(claim.quotes.map((key) => speakerOf.get(key)));
    if (!claim.claimants && spoken.size > LIMITS.claimants) {
      faults.push({ path: ['claims', i, 'quotes'], detail: TOO_MANY_SPEAKERS });
    }
    claim.sources.forEach((key, j) => {
      need(sources, key, ['claims', i, 'sources', j]);
    });
    if (claim.promise && claim.kind !== 'promise') {
      faults.push({ path: ['claims', i, 'promise'], detail: 'only a claim of kind promise has one' });
    }
    for (const list of ['verdicts', 'outcomes'] as const) {
      claim[list].forEach(({ key, evidence }, j) => {
        const path = ['claims', i, list, j];
        if (findings.has(`${list}/${key}`))
          faults.push({ path: [...path, 'key'], detail: `${key} stands twice` });
        findings.add(`${list}/${key}`);
        const noAction = list === 'outcomes' && claim.outcomes[j]?.progress === 'no_action_found';
        if (claim.publication === 'published' && evidence.length === 0 && !noAction) {
          faults.push({ path: [...path, 'evidence'], detail: 'a published finding needs evidence' });
        }
      });
    }
    claim.verdicts.forEach((verdict, j) => {
      const scale = bundle.rating_scales.find((candidate) => candidate.key === verdict.rating_scale);
      if (scale && !scale.ratings.some((rating) => rating.key === verdict.rating)) {
        const detail = `${verdict.rating} is no rating of ${scale.key}`;
        faults.push({ path: ['claims', i, 'verdicts', j, 'rating'], detail });
      }
      if (j > 0 && verdict.reason === null) {
        const detail = 'a verdict that takes the place of another gives a reason';
        faults.push({ path: ['claims', i, 'verdicts', j, 'reason'], detail });
      }
    });
    claim.outcomes.forEach((outcome, j) => {
      const isUpdate = outcome.kind === 'update';
      if (isUpdate !== (outcome.progress !== null) || isUpdate === (outcome.result !== null)) {
        const detail = 'an update has a progress, a ruling a result';
        faults.push({ path: ['claims', i, 'outcomes', j, isUpdate ? 'progress' : 'result'], detail });
      }
    });
  }
  return faults;
};

function* numbered<Entry>(entries: Iterable<Entry>): Generator<[number, Entry]> {
  let i = 0;
  for (const entry of entries) {
    yield [i, entry];
    i += 1;
  }
}
