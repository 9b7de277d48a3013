import { windowText } from '../deadlines/corpus.ts';
import { type Time, type Why, whyDeadline } from '../deadlines/index.ts';

const windowOf = ({ window_start, window_end }: Why['reading']): string =>
  windowText({ window_start, window_end }) || 'no window';

const line = ({ words, finding, veto }: Time): string => {
  const read = `“${words()}”: read by the rule “${finding.rule}” as ${finding.kind}, ${finding.family}`;
  if (veto !== null) return `${read}; refused by the veto “${veto}”`;
  return finding.kind === 'none' ? `${read}: no deadline` : read;
};

/** Every time in the words with the rule that read it and what refused it, then the reading. */
export const whyText = (phrase: string, reference_date: string, language: string): string => {
  const { reading, rule, times } = whyDeadline(phrase, { reference_date, language });
  const result = [reading.kind, windowOf(reading), reading.family].join(', ');
  return [
    `“${phrase}”, said on ${reference_date} (${language})`,
    ...(times.length === 0 ? ['no words that name a time'] : times.map(line)),
    `reading: ${result}${rule === null ? '' : `, by the rule “${rule}”`}`,
    reading.explanation,
    '',
  ].join('\n');
};

/** Prints why a phrase is read as it is. Throws RangeError where the date is none. */
export const printWhy = (phrase: string, reference_date: string, language: string): void => {
  process.stdout.write(whyText(phrase, reference_date, language));
};
