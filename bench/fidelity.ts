/**
 * npm run bench:fidelity — the time of the processor that comparing a quote with a source's text takes,
 * at once and in this process: medians of five, in milliseconds. The aims: 1 MB of text under 60, a quote of
 * 10,000 characters that is absent under 300.
 */
import { checkQuote } from '../src/text/fidelity.ts';

const SIZE = 1_000_000;
const fill = (piece: string, length = SIZE): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const PROSE =
  'The minister said “we won’t raise it by 15%” – twice; and then some of those who had come left the room. ';
const CYRILLIC = 'Міністр сказав: «ми не підвищимо податки й п’ять разів це повторимо». ';
const OTHER = 'Nobody had expected rain on that day, least of all those who sold umbrellas near the bridge. ';

const CASES: [string, string, string][] = [
  ['verbatim at the end', 'the last words of all', `${fill(PROSE)}the last words of all`],
  ['near, at the end', 'these are the very last words', `${fill(PROSE)}these are the last words`],
  ['absent', 'umbrellas near the bridge sold out quickly', fill(PROSE)],
  ['absent, Cyrillic', 'парасольки біля мосту швидко розкупили', fill(CYRILLIC)],
  ['absent, of 10,000 characters', fill(OTHER, 10_000), fill(PROSE)],
  ['near, of 10,000 characters', `${fill(PROSE, 9_000)}${fill(OTHER, 1_000)}`, fill(PROSE)],
  ['one word, a million letters', fill('a', 10_000), fill('a')],
  ['a near miss at each letter', `${fill('a', 9_999)}b`, fill('a')],
  ['one word repeated', fill('a ', 10_000), fill('a ')],
  ['one word repeated, then another', `${fill('a ', 9_998)}b`, fill('a ')],
  ['fifty pieces', Array.from({ length: 50 }, (_, i) => `a${i}`).join(' … '), fill('a1 a2 a3 ')],
  ['nothing but ellipses', fill('a … ', 10_000), fill('a ')],
  ['nothing but brackets', fill('[a] b ', 10_000), fill('a b ')],
  ['accents without letters', fill('\u0301', 10_000), fill('\u0301')],
  ['hyphens at line ends', fill('a-\n', 10_000), fill('a-\n')],
];

const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;

for (const [name, quote, text] of CASES) {
  const times: number[] = [];
  let fidelity = '';
  for (let i = 0; i < 5; i += 1) {
    // Another text each time, so that nothing is known of it.
    const source = `${i}${text}`;
    const begun = process.cpuUsage();
    ({ fidelity } = checkQuote(quote, source));
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1_000);
  }
  console.log(`${median(times).toFixed(0).padStart(6)} ms  ${name} (${fidelity})`);
}
