/** What people type finds what was published, in whatever script and spelling. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { type Newsroom, openNewsroom } from './setup/desk.ts';

let server: Newsroom;
const TEXTS = {
  turkish: 'Işıl Kıraç, Iğdır ile Kırşehir arasında köprü sözü verdi',
  german: 'Der Großmarkt an der Schlüterstraße bekommt eine Schulküche',
  polish: 'Łucjan Wołk obiecał most na Żuławach',
  danish: 'Jørgen Sødring lover en færge til Ærø',
  vietnamese: 'Đặng Thu hứa xây cầu',
  croatian: 'Đurđa Lončar najavljuje tramvaj',
  azerbaijani: 'Əli Məmmədov yeni körpü vəd etdi',
  ukrainian: 'Лукʼяненко обіцяє пʼять лікарень, шкіл, автобусів',
  towns: 'Мости у Києві, Харкові та Львові не горять',
  russian: 'Пётр Королёв пообещал новые трамваи и площади',
  chinese: '市府說2029年起增設40輛BUSPLUS電車',
  japanese: '知事は2028年までに図書館を3館建てると約束した',
  korean: '시장은 도서관을 새로 짓겠다고 약속했다',
  hindi: 'मेयर ने पुल का बिल पास किया',
  hindiFair: 'बाल मेला कल है',
  bengali: 'চালের দাম বাড়বে না',
  soft: 'Das Rad\u00adwege\u00adpro\u200bgramm wird gebaut',
  arabic: 'المكتبة الجديدة قرب المحطة تُفتَح في ٢٠٣١ على يد أحمد',
  persian: 'کتابخانهٔ تازه در سال ۱۴۰۸ باز می‌شود',
  hebrew: 'ראש העיר הבטיח לבנות את הספרייה',
  greek: 'Ο ΔΉΜΑΡΧΟΣ ΥΠΌΣΧΕΤΑΙ ΔΡΌΜΟΥΣ',
  thai: 'นายกเทศมนตรีสัญญาสร้างห้องสมุดในปี 2572',
  english: 'The mayor promised to raise the ferry budgets to 1,250,000 dollars',
  grouped: 'Das kostet 3.750.000 Euro',
  french: 'La ville dépensera 2 480 000 euros pour l’école',
  swiss: 'Der Kanton zahlt 4’120’000 Franken',
  indian: 'The state spends 12,50,00,000 rupees',
  spanish: 'El alcalde anunció nuevas bibliotecas públicas',
  plurals: 'Los gobiernos modernos no recuerdan los inviernos',
  name: 'O’Tarrow-Finch and the U.S. ferries of COVID-19 days',
};
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await openNewsroom();
  for (const [name, text] of Object.entries(TEXTS)) ids[name] = (await server.publicClaim({ text })).id;
});
afterAll(() => server.close());

const found = async (q: string, list = 'claims'): Promise<string[]> => {
  const reply = await server.get(`/v1/${list}?q=${encodeURIComponent(q)}&limit=100`);
  expect(reply.status, reply.body).toBe(200);
  return reply.json.data.map(
    (one: { id: string }) => Object.keys(ids).find((name) => ids[name] === one.id) ?? one.id,
  );
};

describe.each<[string, string[], (keyof typeof TEXTS)[]]>([
  ['dotless i', ['Kirac', 'KIRAÇ', 'Igdir', 'ığdır', 'kirsehir'], ['turkish']],
  [
    'ß and umlauts',
    ['Grossmarkt', 'SCHLÜTERSTRASSE', 'schlueterstrasse', 'Schulkueche', 'schulkuche'],
    ['german'],
  ],
  ['ł and ż', ['Lucjan Wolk', 'ŁUCJAN', 'Zulawach'], ['polish']],
  ['ø and æ', ['Jorgen', 'Joergen', 'Soedring', 'Sodring', 'faerge', 'AERO'], ['danish']],
  ['Vietnamese', ['Dang Thu', 'ĐẶNG', 'hua xay cau'], ['vietnamese']],
  ['đ as dj', ['Durda', 'Djurdja', 'Loncar'], ['croatian']],
  ['ə', ['Eli Memmedov', 'Ali Mammadov', 'ƏLİ'], ['azerbaijani']],
  ['all apostrophes', ["Лук'яненко", 'Лук’яненко', 'Лукʼяненко', "п'ять", 'пять', 'П‘ЯТЬ'], ['ukrainian']],
  ['Ukrainian endings', ['лікарня', 'лікарні', 'школа', 'школу', 'автобус', 'автобуси'], ['ukrainian']],
  ['ё as е, and Russian endings', ['Петр Королев', 'трамвай', 'площадь', 'площадях'], ['russian']],
  [
    'figures and Latin words in Chinese',
    ['2029', '40', 'busplus', '2029年', '電車 市府', '電車'],
    ['chinese'],
  ],
  ['and in Japanese', ['2028', '3館', '図書館', '知事'], ['japanese']],
  ['Korean without its particles', ['도서관', '시장', '도서관에서', '시장이', '약속'], ['korean']],
  ['Hindi vowel signs count', ['बिल', 'पुल'], ['hindi']],
  ['of another word too', ['बाल', 'मेला'], ['hindiFair']],
  ['and none is left out', ['बल', 'पल', 'পাম', 'দম'], []],
  ['Bengali', ['দাম', 'চালের'], ['bengali']],
  ['signs that are not seen', ['Radwegeprogramm', 'rad\u00adwege\u00adprogramm'], ['soft']],
  [
    'Arabic letters, tatweel, figures',
    ['المكتبه', 'المحطـــة', '2031 مكتبة', 'تفتح', 'علي', 'احمد'],
    ['arabic'],
  ],
  ['Persian keyboards and figures', ['كتابخانه', '1408', '۱۴۰۸'], ['persian']],
  ['Hebrew without its article', ['ספרייה', 'עיר'], ['hebrew']],
  ['Greek capitals', ['δήμαρχος', 'δημαρχοσ', 'δρόμους'], ['greek']],
  ['Thai, part of a run and figures', ['ห้องสมุด', 'นายกเทศมนตรี', '2572'], ['thai']],
  ['not with another vowel', ['หองสมด'], []],
  ['English endings', ['promise', 'promising', 'mayors', 'budget ferry'], ['english']],
  [
    'Spanish endings, with and without accents',
    ['biblioteca', 'biblioteca publica', 'BIBLIOTECAS PÚBLICAS'],
    ['spanish'],
  ],
  [
    'Ukrainian towns, and roots with another vowel',
    ['Київ', 'Харків', 'львова', 'міст', 'мостом'],
    ['towns'],
  ],
  ['Spanish plurals', ['gobierno', 'moderno', 'invierno'], ['plurals']],
  ['French words behind an article', ['école', "l'ecole", 'écoles', 'villes'], ['french']],
  [
    'a number grouped by commas',
    ['1250000', '1,250,000', '1.250.000', '1 250 000', '1’250’000', "1'250'000"],
    ['english'],
  ],
  ['by points', ['3750000', '3,750,000'], ['grouped']],
  ['by blanks', ['2480000', '2.480.000', '2\u202f480\u202f000'], ['french']],
  ['by apostrophes', ['4120000', '4 120 000'], ['swiss']],
  ['by two', ['125000000', '12,50,00,000'], ['indian']],
  ['and is not its parts', ['1250001', '750', '120'], []],
  [
    'a name with an apostrophe',
    ["O'Tarrow", 'O’Tarrow', 'OTarrow', 'Tarrow', "O'Tarrow-Finch", 'Finch', "tarrow's"],
    ['name'],
  ],
  ['an abbreviation, a hyphen', ['U.S. ferries', 'US ferries', 'covid19', 'COVID 19', 'covid-19'], ['name']],
  ['in quotes nothing but the words themselves', ['"ferry budget"', '"promise"', '"biblioteca"'], []],
  ['which may be in any case', ['"FERRY BUDGETS"', '"raise the ferry budgets"'], ['english']],
])('%s', (_, queries, names) => {
  test.each(queries)('%s', async (q) => expect(await found(q)).toEqual(names));
});

test('exact words come before other forms of them', async () => {
  const form = (await server.publicClaim({ text: 'Lanterns, lanterns and lanterns' })).id;
  const exact = (await server.publicClaim({ text: `A ${'very '.repeat(80)}long text`, topics: ['lantern'] }))
    .id;
  expect(await found('lantern')).toEqual([exact, form]);
  expect(await found('lanterns')).toEqual([form, exact]);
  expect(await found('"lantern"')).toEqual([exact]);
});

test('the language that a text states decides its stems', async () => {
  const text = 'Ponts et impôts';
  const { id } = await server.publicClaim({ text, language: 'fr' });
  await server.publicClaim({ text: 'Verhandlungen vertagt', language: 'pl' });
  expect(await found('impôt')).toEqual([id]);
  expect(await found('verhandlung')).toEqual([]);
  expect(await found('verhandlungen')).toHaveLength(1);
});

test('a question in whole sentences finds what it is about, what has more of it first', async () => {
  const both = (await server.publicClaim({ text: 'The otter bridge in Fennwick closes in May' })).id;
  const one = (await server.publicClaim({ text: 'The bridge of Fennwick is old' })).id;
  await server.publicClaim({ text: 'Nothing but bridges elsewhere' });
  const question =
    'Is it really true, as my neighbour told me, that they will close the otter bridge at Fennwick?';
  expect(await found(question)).toEqual([both, one]);
  expect(await found(`${question} "of Fennwick"`)).toEqual([one]);
  expect(await found(`${question} "no such words"`)).toEqual([]);
});

test('a pasted message in any script, as long as may be, is answered; cursors and counts go along', async () => {
  const claims: string[] = [];
  for (const n of [1, 2, 3]) {
    claims.push(
      (
        await server.publicClaim({
          text: `Puffin ferry ${n} leaves Skarholm`,
          first_said_on: `2025-01-0${n}`,
        })
      ).id,
    );
  }
  const message = `Forwarded: puffin ferry stops at Skarholm! ${'please share with everybody you know, '.repeat(200)}`;
  const q = encodeURIComponent(message.slice(0, LIMITS.query_length));
  for (const sort of ['', '&sort=first_said_on', '&sort=-first_said_on']) {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { status, json, body } = await server.get(
        `/v1/claims?q=${q}&limit=1&count=exact${sort}${cursor}`,
      );
      expect(status, body).toBe(200);
      expect(json.count).toEqual({ value: 3, is: 'exact' });
      seen.push(...json.data.map((one: { id: string }) => one.id));
      if (json.next === null) break;
      cursor = `&cursor=${json.next}`;
    }
    expect(seen).toEqual(sort === '&sort=first_said_on' ? claims : claims.toReversed());
  }
  for (const sign of ['電', 'щ', 'ß', '😀', 'a ', '1 000 ', "x'", '-a']) {
    const long = encodeURIComponent(sign.repeat(Math.floor(LIMITS.query_length / sign.length)));
    expect((await server.get(`/v1/claims?q=${long}`)).status).toBe(200);
  }
});

test('a whole Chinese message finds the claim that it is about', async () => {
  expect(await found('請問大家市府說過2029年要增設電車這件事是真的嗎')).toEqual(['chinese']);
});

test('claims and quotes are found by every spelling of their speaker and by the publisher of their source', async () => {
  const speaker = await server.speaker({
    name: 'Ольга Верховенко',
    aliases: ['Olha Verkhovenko', 'Olga Werchowenko'],
  });
  const source = await server.source({ publisher: 'Harbour Gazette' });
  const quote = await server.make('/v1/quotes', {
    text: 'We paid.',
    speaker: speaker.id,
    source: source.id,
  });
  const claim = await server.publicClaim({ text: 'It was paid', quotes: [quote.id] });
  for (const q of ['Верховенко', 'verkhovenko', 'WERCHOWENKO', 'harbour gazette']) {
    expect(await found(q), q).toEqual([claim.id]);
    expect(await found(q, 'quotes'), q).toEqual([quote.id]);
  }
  // A new spelling finds what was published before, and what is published stays as it was.
  const before = await server.get(`/v1/claims/${claim.id}`);
  await server.patch(`/v1/speakers/${speaker.id}`, { aliases: ['Olja Wercho'] }, 'editor');
  expect(await found('olja wercho')).toEqual([claim.id]);
  expect(await found('werchowenko')).toEqual([]);
  expect((await server.get(`/v1/claims/${claim.id}`)).body).toBe(before.body);
});

test('speakers are found by what a plain keyboard types', async () => {
  const { id } = await server.speaker({ name: 'Michał Żółtowicz' });
  await server.publicClaim({ text: 'He said so', claimants: [id] });
  for (const q of ['Michal Zoltowicz', 'ZOLTOWICZ', 'michał'])
    expect(await found(q, 'speakers'), q).toEqual([id]);
});
