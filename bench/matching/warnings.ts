/**
 * How well differences are seen: on pairs of sentences that people wrote, and on claims of the corpus of
 * which one word was changed by rule.
 */
import type { MatchedClaim } from '../../src/features/matching/collection.ts';
import { differencesOf } from '../../src/features/matching/differs.ts';
import { readTable } from '../../src/features/matching/table.ts';

const table = readTable();
const differences = (asked: string, claim: string) =>
  differencesOf(asked, claim, { isName: table.isName, vectorOf: table.word });

type Figures = Record<string, { seen: number; of: number }>;

const EDITED = 400;
const STATES = ['Texas', 'Ohio', 'Florida', 'Iowa', 'Georgia'];

/** Changes to one claim that change what it says, by what they change; null where one does not apply. */
const edits: Record<string, (text: string) => string | null> = {
  polarity: (text) => {
    const denied =
      /\b(is|are|was|were|will|would|can|could|has|have|had|did|does) (?!not\b|no\b|never\b)/.exec(text);
    return denied && /^[^"“]*$/.test(text) ? text.replace(denied[0], `${denied[1]} not `) : null;
  },
  number: (text) => {
    const figure =
      /(?<![\d,.$])(\d{1,3})(?= (?:percent|people|million|billion|years|jobs|states|times|days)\b)/.exec(
        text,
      );
    return figure ? text.replace(figure[0], String(Number(figure[0]) * 2 + 1)) : null;
  },
  name: (text) => {
    const state = /\b(?:in|of) (Texas|Ohio|Florida|Iowa|Georgia|Wisconsin|California|Virginia|Oregon)\b/.exec(
      text,
    );
    const other = STATES.find((name) => !text.includes(name));
    return state?.[1] && other ? text.replace(state[1], other) : null;
  },
};

/** Changes that change nothing that is said. */
const same: ((text: string) => string | null)[] = [
  (text) => `Says ${text}`,
  (text) => text.replace(/^Says (?:that )?/, ''),
  (text) => (/percent/.test(text) ? text.replace(/ percent/g, '%') : null),
  (text) => (/\bU\.S\./.test(text) ? text.replace(/\bU\.S\./g, 'United States') : null),
  (text) =>
    /n't\b/.test(text)
      ? text
          .replace(/\b(\w+)n't\b/g, '$1 not')
          .replace('ca not', 'can not')
          .replace('wo not', 'will not')
      : null,
];

/** Counts on `pairs` (how, kind, one, other; a pair a line) and on edited claims of the corpus. */
export const warningsOn = (pairs: string, corpus: readonly MatchedClaim[]): Figures => {
  const figures: Figures = {};
  const count = (name: string, seen: boolean): void => {
    figures[name] ??= { seen: 0, of: 0 };
    figures[name].of += 1;
    if (seen) figures[name].seen += 1;
  };
  for (const line of pairs.trim().split('\n')) {
    const [how = '', kind = '', one = '', other = ''] = line.split('\t');
    const found = differences(one, other);
    if (kind === 'same') count(`${how}: false alarms`, found.length > 0);
    else
      count(
        `${how}: ${kind} seen`,
        found.some((difference) => difference.kind === kind),
      );
  }
  for (const [kind, edit] of Object.entries(edits)) {
    const edited = corpus.flatMap(({ text }) => {
      const other = edit(text);
      return other === null || other === text ? [] : [[text, other] as const];
    });
    for (const [one, other] of edited.slice(0, EDITED)) {
      count(
        `edited: ${kind} seen`,
        differences(one, other).some((difference) => difference.kind === kind),
      );
    }
  }
  for (const { text } of corpus.slice(0, EDITED)) {
    for (const change of same) {
      const other = change(text);
      if (other !== null && other !== text)
        count('edited: false alarms', differences(text, other).length > 0);
    }
  }
  return figures;
};
