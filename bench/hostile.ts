/**
 * Texts that try to slow the deadline grammar down or to break it: one word again and again, marks,
 * figures, other scripts, invisible and combining characters, and the grammar's own words at random.
 */
const CHARACTERS = 2000;

const REPEATED = [
  'in ',
  'the ',
  'of ',
  'first ',
  'next ',
  'before ',
  'until ',
  'not ',
  'maybe ',
  'soon ',
  'every ',
  'last ',
  'in two weeks ',
  'two or ',
  'two, ',
  'between two and ',
  'seven hundred and ',
  'twenty ',
  'and a half ',
  'the end of ',
  'the first half of ',
  'early or late ',
  'two weeks after ',
  'two weeks from ',
  'a week before the ',
  'by March or ',
  'March 3 ',
  'Monday of the ',
  'Friday week ',
  '5 pm ',
  '2030 ',
  '9/5/',
  '2025-09-',
  '2026-27 ',
  'before the election ',
  'when I ',
  'the day the ',
  'as soon as ',
  'special joint national ',
  'you have until ',
  'we have been ',
  'will not have been ',
  'said that ',
  "isn't ",
  "today's ",
  "a'",
  "'s",
  'a.',
  'in-',
  '1,',
  '1,000,',
  '9',
  '½',
  '"in" ',
  '… ',
  '; ',
  '\n',
  '😀',
  '👨‍👩‍👧‍👦',
  'i\u200bn tw\u200bo ',
  '\u202ein two weeks ',
  'e\u0301\u0327\u0323',
  '\ufdfa',
  '\ud800',
  'في غضون أسبوعين ',
  '两周之内',
  'через две недели ',
  'in zwei bis ',
  'vor der ',
  'antes de que ',
  'la semana que viene ',
  'desde el próximo ',
  'los dos primeros ',
  'del 3 al ',
  'treinta y ',
  'lo aprobaremos ',
  'no sé si ',
  'election'.repeat(40),
]; // prettier-ignore

const WORDS =
  'in within by before after until from on at the a next last this first second end of early mid late two three 5 100 2030 week weeks day months year - , . and or to between for since every ago now today tomorrow Friday March May fall Christmas election term maybe about soon half few couple quarter Q3 9/5/2025 % not when 5th noon pm will was is got said if no'.split(
    ' ',
  );

const SPANISH_WORDS =
  'en dentro de del al a para por antes después desde hasta entre y o que el la los las un una unos próximo próxima viene pasado este primer último fin finales principios mediados dos tres cinco 100 2030 semana semanas días mes año años hace cada hoy mañana martes marzo Navidad elecciones mandato quizá pronto no lo aprobaremos aprobó hemos será es si , . - ¿ ¡'.split(
    ' ',
  );

/** `count` texts, the same in every run; every tenth from the ninth on of Spanish words. */
export function hostileTexts(count: number): string[] {
  const texts = REPEATED.map((text) => text.repeat(Math.ceil(CHARACTERS / text.length)).slice(0, CHARACTERS));
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  while (texts.length < count) {
    const words = texts.length % 10 === 8 ? SPANISH_WORDS : WORDS;
    const vocabulary = Array.from({ length: 1 + random(words.length) }, () => words[random(words.length)]);
    const length = [40, 200, CHARACTERS][random(3)] ?? CHARACTERS;
    let text = '';
    while (text.length < length) text += `${vocabulary[random(vocabulary.length)]} `;
    texts.push(text.slice(0, length));
  }
  return texts.slice(0, count);
}
