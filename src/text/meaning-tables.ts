/** The tables of meaning.ts, in small letters and composed (NFC), with a straight apostrophe. */

export const LANGUAGES = ['en', 'de', 'es', 'fr', 'uk', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Beside them: English words that end in "n't", forms of German "kein", French words that begin with "n'". */
export const NEGATIONS: Record<Language, string> = {
  en: 'no not never none nobody nothing nowhere neither nor cannot cant wont without unless hardly barely scarcely seldom rarely non nay nope',
  de: 'nicht nichts nie niemals niemand niemandem niemanden niemandes nirgends nirgendwo nirgendwohin nirgendwoher weder ohne kaum nein keinesfalls keineswegs keinerlei mitnichten nimmer außer',
  es: 'no nunca jamás nadie nada ni ninguno ninguna ningún ningunos ningunas sin tampoco apenas excepto salvo',
  fr: 'ne pas jamais rien personne aucun aucune nul nulle ni non sans guère nullement sauf',
  uk: 'не ні ані нема немає ніколи ніхто нікого нікому ніким ніщо нічого нічому нічим ніде нікуди нізвідки ніякий ніяка ніяке ніякі ніякого ніякої ніяким ніяких жоден жодна жодне жодного жодної жодному жодній жодним жодною жодних жодними без неможливо навряд ледве крім окрім',
  ru: 'не ни нет нету никогда никто никого никому никем ничто ничего ничему ничем нигде никуда ниоткуда никакой никакая никакое никакие никакого никакую никаким никаких никоим без нельзя невозможно вряд едва кроме',
};

/** Put before a word they turn it round. */
export const PREFIXES = new Set(
  'un il im in ir dis non mis a anti de dés des dé nicht miss ent mal no не без бес анти не- non- anti- un- не де дез дис'.split(
    ' ',
  ),
);

/** What has and what lacks: careful and careless. */
export const SUFFIXES: readonly (readonly [string, string])[] = [
  ['ful', 'less'],
  ['', 'less'],
  ['voll', 'los'],
  ['', 'los'],
  ['haft', 'los'],
  ['lich', 'los'],
];

/**
 * `values`: 0 to 20, then 30 to 90, then 100, 1,000, a million, a thousand millions, spellings of one
 * separated by "/"; `more`: other words that are numbers.
 */
export const NUMBERS: Record<Language, { values: string; percent: RegExp; more: RegExp }> = {
  en: {
    values:
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty | thirty forty fifty sixty seventy eighty ninety | hundred/hundreds thousand/thousands million/millions billion/billions',
    percent: /^(?:per)?cents?$|^percentage$/,
    more: /^(?:trillions?|dozens?|half|halves|quarters?|twice|thrice|double[ds]?|triple[ds]?|twofold|tenfold|thirds?|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|hundred|thousand|million)ths?|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ies|ieths?))$/,
  },
  de: {
    values:
      'null ein/eins/eine zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig | dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig | hundert/einhundert tausend/eintausend million/millionen milliarde/milliarden',
    percent: /^prozent(?:e|en|punkte?n?)?$/,
    more: /^(?:billion(?:en)?|dutzend|hälfte|viertel|drittel|halb(?:e[mnrs]?)?|doppelt(?:e[mnrs]?)?|(?:zwei|drei|vier|zehn)(?:mal|fach)|dritte[nrs]?|(?:ein|zwei|drei|vier|fünf|sech|sechs|sieb|sieben|acht|neun|zehn|elf|zwölf|und|zig|ßig|ssig|zwan|hundert|tausend){2,}(?:s?te[nrs]?)?|hunderte?n?|tausende?n?)$/,
  },
  es: {
    values:
      'cero uno/una/un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte | treinta cuarenta cincuenta sesenta setenta ochenta noventa | cien/ciento mil millón/millones',
    percent: /^por(?:ciento|centaje)$/,
    more: /^(?:veinti\p{L}+|cientos|(?:dos|tres|cuatro|seis|sete|ocho|nove)cient[oa]s|quinient[oa]s|miles|billón|billones|docenas?|mitad|tercios?|cuartos?|doble|triple|tercer[oa]?|medi[oa])$/u,
  },
  fr: {
    values:
      'zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt/vingts | trente quarante cinquante soixante septante huitante nonante | cent/cents mille million/millions milliard/milliards',
    percent: /^pourcent(?:age)?s?$/,
    more: /^(?:billions?|douzaines?|(?:diz|vingt|trent|cent)aines?|milliers?|moitié|demi[es]?|tiers|quarts?|double|triple|troisième|(?:quatr|cinqu|six|sept|huit|neuv|dix)ième)$/,
  },
  uk: {
    values:
      "нуль один/одна/одне два/дві три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять | тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто | сто тисяча/тисячі/тисяч мільйон/мільйони/мільйонів/мільйона мільярд/мільярди/мільярдів/мільярда",
    percent: /^(?:відсот|процент)\p{L}*$/u,
    more: /^(?:дв(?:ох|ом|ома)|тр(?:ьох|ьом|ьома)|чотир(?:ьох|ьом|ма)|п'ят(?:и|ьох|ьма)|шест(?:и|ьох)|сем(?:и|ьох)|восьм(?:и|ьох)|дев'яти|десят(?:и|ок|ки|ків)|\p{L}+надцят\p{L}+|(?:двадцят|тридцят)\p{L}+|сорока|ста|двісті|(?:три|чотири)ста|\p{L}+сот|тисяч\p{L}*|мільйон\p{L}*|мільярд\p{L}*|трильйон\p{L}*|половин\p{L}|третин\p{L}|чверт\p{L}|дюжин\p{L}|вдвічі|удвічі|втричі|утричі|трет(?:ій|я|є))$/u,
  },
  ru: {
    values:
      'ноль один/одна/одно два/две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать | тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто | сто тысяча/тысячи/тысяч миллион/миллиона/миллионов миллиард/миллиарда/миллиардов',
    percent: /^процент\p{L}*$/u,
    more: /^(?:дв(?:ух|ум|умя)|тр(?:ёх|ех|ём|ем|емя)|четыр(?:ёх|ех|ём|ем|ьмя)|пяти|шести|семи|восьми|девяти|десят(?:и|ок|ка|ки|ков)|\p{L}+надцати|(?:двадцат|тридцат)\p{L}+|сорока|ста|двести|(?:три|четыре)ста|\p{L}+сот|тысяч\p{L}*|миллион\p{L}*|миллиард\p{L}*|триллион\p{L}*|половин\p{L}|треть|трети|четверть|четверти|дюжин\p{L}|вдвое|втрое|трет(?:ий|ья|ье))$/u,
  },
};
