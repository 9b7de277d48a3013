/**
 * What the words around a place say. A sign is a pattern over items, tried from the left at the place it is asked for, or
 * at the `^` in it. Several patterns are tried in turn. Its words:
 *
 *     unit            a word of that category (senses.ts)       unit=day,week    with one of these senses
 *     unit!day        of the category, with another sense       !unit            none of it, or nothing there
 *     @names          of any category of a group                ~infinitive      spelt in that form
 *     $owned          where that other sign stands              "que"            that very word or mark
 *     #mark           a flag (signs.ts): none, any, mark, word, quote, unlisted (no list has it), unknown (a word that no
 *                     list has), capital, title, digits, nth, tied (by a hyphen), spaced, past, time, chunk, sentence (that of
 *                     the place)
 *     a|b  a&b  (…)   either, both, together                    x? x*            perhaps one, up to four
 *     ..6             at most five of anything in between       ..6:!#mark       of these only
 *     >               here it ends; what stands behind is only looked at
 */
import type { Category, Senses } from '../senses.ts';

/** Categories that do the same in some place. */
export const GROUPS = {
  /** With these alone no time begins; they stand in or behind one. */
  inner: [
    'adverb',
    'after_next',
    'age',
    'ago',
    'at_once',
    'and',
    'attribution',
    'auxiliary',
    'bare_past',
    'clock',
    'comparative',
    'condition',
    'conjunction',
    'deadline_noun',
    'filler',
    'future',
    'have',
    'is_over',
    'loose_length',
    'loose_time',
    'last_of',
    'not_a_year',
    'not_event',
    'onwards',
    'object',
    'moves',
    'of',
    'or',
    'passive',
    'possible',
    'plus_half',
    'past_participle',
    'past_word',
    'possessive',
    'present',
    'pronoun',
    'scheduled',
    'spends',
    'stating',
    'suffix',
    'superlative',
    'time_possessive',
    'to',
  ],
  /** What "next" says of these is the one to come: "el próximo martes". */
  names: ['weekday', 'month', 'season', 'weekend', 'holiday'],
  spanish_verbs: ['past_word', 'present', 'auxiliary'],
  named_times: ['weekday', 'month', 'season', 'weekend', 'holiday', 'day', 'part'],
  counts: ['number', 'few', 'one', 'half', 'length'],
  openers: ['conjunction', 'and', 'hedge', 'relation'],
  owners: ['article', 'event', 'event_phrase'],
  nouns: ['unit', 'units', 'weekday', 'month', 'season', 'weekend', 'holiday', 'event'],
  /** "Of two weeks", "than March", "the 2026", "it lasts two weeks". */
  naming_before: [
    'of',
    'to',
    'article',
    'possessive',
    'comparative',
    'spends',
    'every',
    'superlative',
    'frequency',
    'idiom',
    'ordinal',
  ],
  /** "Two weeks is a long time", "2026 will be our year", "a hundred years they waited". */
  naming_after: [
    'present',
    'past_word',
    'past_participle',
    'future',
    'event',
    'event_adjective',
    'deadline_noun',
    'not_a_year',
    'age',
    'ago',
    'unit',
    'units',
    'of',
    'have',
    'superlative',
    'spends',
    'pronoun',
    'attribution',
  ],
  ending_length: ['hedge', 'or', 'and', 'conjunction', 'suffix', 'from_now', 'filler', 'vague'],
  either_subject: ['possessive', 'pronoun', 'present'],
  verb_group: ['not', 'auxiliary', 'pronoun', 'future', 'present', 'adverb', 'past_word', 'object'],
  objects: ['article', 'one', 'event_adjective', 'object'],
  determiners: ['article', 'one', 'possessive', 'adjective', 'of'],
  subjects: ['pronoun', 'article', 'future', 'present', 'past_word', 'event_adjective'],
  particles: [
    'conjunction',
    'filler',
    'hedge',
    'approx',
    'adverb',
    'relation',
    'article',
    'vague',
    'attribution',
  ],
  between_times: ['filler', 'hedge', 'approx', 'pronoun', 'future', 'or', 'possessive', 'relation'],
  beside_times: [
    'filler',
    'hedge',
    'approx',
    'article',
    'pronoun',
    'future',
    'present',
    'vague',
    'or',
    'and',
    'suffix',
    'attribution',
    'from_now',
    'relation',
    'of',
  ],
  event_adjectives: [
    'article',
    'one',
    'event_adjective',
    'event',
    'which',
    'ordinal',
    'possessive',
    'adjective',
    'month',
    'season',
    'holiday',
    'unit',
  ],
  /** With these begins neither a clause nor a noun: "before in", "after and", "when maybe". */
  no_clause: [
    'relation',
    'conjunction',
    'and',
    'or',
    'of',
    'to',
    'unit',
    'units',
    'number',
    'few',
    'hedge',
    'idiom',
    'vague',
    'ago',
    'frequency',
    'past_participle',
  ],
  clause_verbs: ['not_a_year', 'present', 'past_word', 'past_participle', 'future', 'have', 'is_over'],
  stretch_openers: ['hedge', 'approx', 'filler', 'future', 'have', 'or', 'pronoun', 'attribution'],
  day_verbs: ['future', 'present', 'past_word'],
  /** What may follow "the 15th" without being counted by it. */
  free_after: ['relation', 'and', 'or', 'pronoun', 'future', 'hedge', 'suffix', 'have', 'to'],
  later: ['to', 'and', 'or'],
  /** With these a number counts nothing of its own: "two weeks, maybe three from now". */
  uncounted: ['from_now', 'suffix', 'filler', 'hedge', 'to', 'approx', 'relation'],
  repeated: ['unit', 'units', 'weekday', 'month', 'season', 'day', 'weekend', 'holiday'],
  joints: ['and', 'or', 'to'],
  period_opens: [
    'article',
    'which',
    'daytime',
    'number',
    'this_time',
    'day',
    'weekday',
    'quarter',
    'half_year',
    'ordinal',
    'month',
    'one',
    'few',
    'unit',
    'units',
    'turn_of',
    'new_year',
    'holiday',
    'event_adjective',
    'part',
    'adjective',
    'weekend',
    'season',
  ],
  counting: ['number', 'ordinal', 'few', 'adjective', 'which'],
  aside_words: ['filler', 'hedge', 'approx', 'conjunction', 'pronoun'],
} satisfies Record<string, Category[]>;

/** How a word is spelt. */
export const FORMS = {
  infinitive: /(?:ar|er|ir|ír)(?:se|lo|la|los|las|le|les|nos|me)?$/,
  participle: /(?:[aií]d[oa]s?|hecho|dicho|puesto|visto|escrito|abierto|roto|vuelto|resuelto)$/,
  have: /^haber(?:l[oae]s?|se|nos|me)?$/,
  had: /^(?:habrí|habria)|^hubi[eé](?:ra|se)(?:n|s|mos)?$/,
  /** "pasado un año", "cumplidos los cien días": a participle that opens the time behind it. */
  gone_by: /^(?:pasad|transcurrid|cumplid)[oa]s?$/,
  /** And a length counted from an event: "al cabo de un año de", "al año de". */
  passed: /^(?:a el cabo de|a el año|a el mes|a la semana|(?:pasad|transcurrid|cumplid)[oa]s?)$/,
  /** "fueran", "tuviéramos", "aprobase": behind "si" nothing that is, or will be. */
  subjunctive:
    /^[^ ]*(?:i[eé](?:ra|se)|fu[eé](?:ra|se)|(?:di|tra|du)j[eé](?:ra|se)|[aá](?:ra|se))(?:n|s|mos)?$/,
  not_subjunctive:
    /^(?:cara|clara|rara|vara|ahora|base|clase|fase|frase|case|(?:re|tras|sobre)?pase|rebase|envase|fracase|retrase|atrase|arrase|(?:pre|re|se|com|am|desam|dis|aca|equi)?para|declara|aclara|encara|(?:cual|si|ad|re|donde|como)?quiera|(?:re|pre|di|con|in|trans)fiera|financiera)n?$/,
  as_soon: /^tan (?:pronto|temprano|rápido|rapido) como$/,
  wish: /^(?:ojalá|ojala|aunque)(?: que)?$/,
  phrase: / /,
  ends_in_of: / (?:of|in)$/,
  decade: /^\d{3}0$/,
  decade_ending: /^(?:'?s|ern?)$/,
  tens: /^[1-9]0$/,
  two_digits: /^\d\d$/,
  one_or_two_digits: /^\d\d?$/,
  four_digits: /^\d{4}$/,
  no_count: /^[%:/-]$/,
  hour: /^(?:0?[1-9]|1\d|2[0-4])$/,
  money: /^[$€£#§]$/,
  unit_sign: /^[%/°]$/,
  this: /^est[ea]$/,
  day_one: /^d[ií]a 1$/,
  ends_in_ed: /ed$/,
  doing: /ing\b/,
  gerund: /..ing$/,
  plural: /s$/,
  comparative: /er$/,
  /** A verb in the third person, or a noun in the plural: "reopens", "cards". */
  ends_in_s: /[^s]s$/,
} satisfies Record<string, RegExp>;

export const SIGNS = {
  // What opens a time
  /** "Turned around by Easter": part of a verb. */
  particle: '#word ^ approx=near relation!before',
  soft: '(hedge|approx)&!relation',
  /** Of several weakening words the last one opens the time. */
  softTwice: '$soft $soft',

  // Spanish: what a word means by the words around it
  count: '#digits|number|few',
  countBefore: '#digits|number|few which|ordinal',
  /** "Unos 20 días". */
  aboutCount: 'few $count',
  spanishObject: 'article $spanishVerb',
  wanted: '"que"&#sentence ..10:#sentence ^ $subjunctive',
  intended: '(future|hedge)&#sentence ..:#sentence ^',
  nextName: 'which=next @names',
  /** "este año o el que viene", "a principios del que viene": the unit is understood. */
  nextAlone: 'or|of article ^ which_behind=next',
  /** "lo aprobaremos", "la hemos bajado": not the article. */
  spanishVerb: 'future!goal|@spanish_verbs',
  purpose: '"para" "que"|~infinitive&!@names',
  /** "Pasado un año de …", and not "el pasado año". */
  goneBy: '#none|#mark|@openers ^ ~gone_by article|#digits|@counts',
  /** "tan pronto como mañana" names the first day, "tan pronto como se apruebe" an event. */
  soonest: ['~as_soon article* which which* unit', '~as_soon article|which* @named_times'],
  /** "a los veinte días de la firma", where "a los 65 años" is an age. */
  daysAfter: '"a" article number|#digits* unit|units $owned',
  /** "de la firma", "de mi gobierno", "de gobierno". */
  owned: 'of @owners|event_adjective=owner',
  /** "De septiembre a diciembre" at the head of its stretch. */
  rangeOfMonths: '#none|#mark ^ of month to month',
  /** "Al cabo de un año de mi gobierno", "pasados seis meses de la firma": counted from the event. */
  countsFrom: ['~passed ..4 unit|units ^ $owned', '"a" article number|#digits* unit|units ^ $owned'],
  /** "lo repito hoy:", "hoy les prometo que": the day of the saying, and not of what is said. */
  announced: [
    'attribution=said ..4:!#mark ^ day=0 ..4:!#mark ":"|"que"',
    'day=0 ..4:!#mark attribution=said ..4:!#mark ":"|"que"',
  ],
  /** "Si mañana fueran las elecciones": the verb of what is not so. */
  unreal: 'condition=if|~wish ..10:!#mark ^ $subjunctive',
  /** Once its condition is unreal, "si" leaves no time open. */
  unrealCondition: 'condition=if ..10:!#mark $subjunctive',
  subjunctive: ['~subjunctive&!~not_subjunctive&!"fuera"', '"fuera" !of'],
  /** "ya podríamos haberlo construido", "habríamos terminado", "hubiéramos tenido": what was not done. */
  unrealPerfect: [
    '~had adverb|not* ~participle',
    'future=would&!~had object|adverb|conjunction* ~have adverb|not* ~participle',
  ],

  // Spanish: what is left out
  decade: 'article ^ units=year $tens !units',
  tens: 'number=10,20,30,40,50,60,70,80,90|~tens',
  /** "Este sexenio vamos a …": in it. */
  thisTerm: '#none|#mark ^ ~this event=term',
  /** "el día 1 de septiembre", where "el día 1" alone is the first in office. */
  firstDay: '~day_one of month',
  /** "este mes de septiembre" is "este septiembre". */
  monthNoun: 'unit=month of month',

  // Time that somebody has or was given
  /** May "a week" begin here? Not in "$50,000 a year". */
  stretchOpens: '#none|#mark&!#quote|@stretch_openers&!pronoun=people ^',
  /** "they've set us a sixty-day deadline": set or given now, though the verb looks past. */
  given: 'auxiliary|pronoun have=give ..6 ^',
  afterArticle: 'article ^',
  /** What may stand between "you have" and "ten days". */
  heldWord: '!have&#word&!attribution=told&(!#unlisted|#capital|$afterArticle)',
  /** "I'm giving them two weeks". */
  gives: 'have=give ..6:$heldWord ^',
  /** "you have ten days". */
  has: 'have!give,get ..6:$heldWord ^',
  /** "you get ten days to comply". */
  gets: 'have=get ..6:$heldWord ^',
  /** "Eine Frist von zwei Wochen" limits; German "von" also opens what lasts, "eine Laufzeit von zwei Jahren". */
  deadlineOf: 'deadline_noun ^ of',

  ofEvent: 'event&!deadline_noun of ^',
  givenEnd: '#none|#mark|to|from_now|hedge|and',
  hadEnd: '#none|#mark|to',
  /** "Tiene 65 años": an age, where "tienen dos años para cumplir" is time given. */
  holds: 'have=have_or_age ..2 ^',
  years: 'units=year ^ !to',

  // Lengths
  tiedNumber: '#tied&(#digits|number)',
  numberTo: 'to|"-"',
  numberOr: [
    // "It could be four weeks, it could be eight".
    '","|or pronoun&$beforeHedge or|hedge|approx* relation=in?',
    // "Maybe in three years, maybe in four".
    '","|or or|hedge|approx or|hedge|approx* relation=in?',
    '","|or',
  ],
  beforeHedge: '#any hedge',
  countsUnits: 'units|unit|adjective|newsroom_unit',
  /** "a day", "per week": what comes before it is a rate. */
  perUnit: 'one|every unit&!units',

  // Lengths beside other words
  oneUnit: 'unit&!units > !possessive&!of',
  ofThen: 'of > !filler=now',
  inBefore: 'relation=in ^',
  /** "In thirty, …": what could a number count but a unit said before? */
  countsNothing: '#none|#mark&!~no_count|pronoun',
  nounObject: '#unknown&!#capital ^ article',
  singularUnit: 'unit&!units&!plus_half ^',

  // What follows a length
  /** "Three weeks on, it hasn't". */
  tailAgo: ['"on" > #mark', 'ago'],
  /** "We have only five days left to find it" are a limit. */
  tailLeft: 'have ..6 ^ > age=left to',
  tailAge: 'age',
  tailDeadline: '> deadline_noun',
  ownTime: 'possessive* time_possessive',
  tailOwnDeadline: 'possessive possessive* > deadline_noun',
  tailOwner: 'possessive possessive*',
  /** "One minute to midnight"; "eight months away from an election" measures a distance. */
  tailDistance: ['to daytime', 'away > relation=from', 'unit=minute|units=minute ^ away'],
  tailNow: ['from_now', 'of filler=now', 'away'],
  /** "Two years or less experience". */
  tailExperience: '","? suffix > #unknown&!#capital',
  tailLatest: '","? suffix=latest',
  tailEarliest: '","? suffix=earliest',
  tailOf: '> of&!relation',
  tailTime: 'time_possessive ^',
  /** A capitalised word the table does not know; in German any noun. */
  name: '#unknown&#capital',

  // What is denied
  /** "No child in poverty by 2030" promises; "no tomorrow" denies; "a no-fly zone" is a name. */
  no: 'not=no !#tied',
  /** "Wages that haven't been paid". */
  relativeClause: '#unknown conjunction=that,asks ..2 ^',

  // German: the verb around its clause
  /** Does the clause, its first half before "and", or what the verb encloses end here ("genehmigt als vorher")? */
  closed: '#any #none|#mark|and|or|relation',

  // Tenses
  /** Never spelt like a base form: "lost", "been", but not "put". */
  pastForm: 'past_word|past_participle!base,perfect',
  /** "That's my third call this month": a verb, where "the president's" is none. */
  contracted: 'pronoun ^ possessive=s&!"\'"',
  /** "To have this done": what is wanted; "to have served" is over. */
  wish: 'to ^ auxiliary #any ..3 #past',
  /** "Asked them to report", where "ordered the strike" is over. */
  infinitiveAhead: '..7:!#mark to',
  /** "Alison Alter got an F": with a name or a noun before it. */
  nameBefore: '#unknown #quote? ^',
  /** "has been reported". */
  passive: 'past_word|auxiliary ^',
  /** "the plan", "our goal". */
  nounPlace: 'event_adjective=owner|@determiners ^',
  /** "would have done", "should have been": what has not happened. */
  unhappened: '#any not|adverb? auxiliary past_participle|"been"|~ends_in_ed',
  /** "has brought", "have not yet seen": the participle tells the tense. */
  perfectOpens: 'auxiliary not|adverb* "been"|#past',
  /** "was supposed to", "were expected to": what was to be. */
  pastOpens: 'past_word ..2:@verb_group ^',
  /** "In May we signed it": no modal. */
  inMonth: 'relation ^ month',
  /** Part of a verb that began with "will": "will have been", "will not be completed". */
  absorbed:
    'future!goal&!$nounPlace&!$inMonth|passive&!future&!$inMonth ..4:@verb_group&!future&!passive&!$inMonth ^',
  /** "Would like to have it wrapped up", "get the bill signed": what is wanted, not what was done. */
  causative: 'to|future have ..4:!#mark&!have ^',
  /** "to cut", "will cut", "cut taxes": no past, though it is spelt like one. */
  baseForm: '#none|#mark|to|possessive|conjunction ^',
  /** "Or we shut it down". */
  orElse: 'or ^ pronoun',
  /** "we", but not the object of "get it done", "want this signed". */
  subject: '!have&(!future|$inMonth) ^ pronoun',
  /** "the proposed bill", "the first cut": no verb of its sentence. */
  attributive: '!pronoun&(event_adjective=owner|@determiners|ordinal) ^',
  /** "Congress passed the bill": with an object it is no passive. */
  active: '!present ^ #any @objects&!#mark',
  progressive: 'pronoun ^ !present=acts ..3 ~doing',

  // Clauses
  /** "and", "because"; "that" only where no noun follows it ("that war"). */
  clauseStart: ['!#time&conjunction=joins,asks', '!#time&conjunction=that #time|@subjects'],
  /** "You got two weeks to get it done". */
  holdsTime: ['bare_past #time ..:#time to&!#time', 'bare_past #time&relation'],
  /** "Under this contract it opens in June". */
  unknownVerb: 'pronoun #unlisted&~ends_in_s ^',
  /** "Full service, he gave his word on it, resumes tomorrow". */
  resumes: '#mark? #unlisted&~ends_in_s',
  /** "Im Mai steht sie im Gesetzblatt": an unknown word behind the time that opens a clause is its verb. */
  secondVerb: '#mark|conjunction|and* #time ..:#time #unknown&!#capital&!#time',
  opensOwnVerb: '#any ..:#time $ownVerb&!#time',
  told: ['have', '!article&!event_adjective ^ #unlisted&!#capital&~ends_in_s&!$countedBefore'],
  countedBefore: '#digits&#chunk ..3 ^',
  /** "and it takes effect", "and reduce gasoline usage", "and the tunnel reopens". */
  ownVerb: [
    'article #unlisted #unlisted&~ends_in_s',
    'pronoun&!article #word&!relation',
    '#unlisted #unlisted|article|have',
  ],
  /** "Once the deadline has passed", "after they let us in": spelt like a past, and yet to come. */
  perfectEnd: 'is_over|past_participle=base',
  /** "the deficit we inherited": a verb that only tells which, and leaves the limit to the verb before it. */
  relative: '#unknown&!#capital pronoun ^',
  /** "The plant that has been dark": what it tells is not of the time before it. */
  tellsWhich: '#word ^ conjunction=that,asks',

  // Events
  chosen: 'which|ordinal|#nth|event_adjective=owner',
  capital: '#capital',
  newsroomPeriod: [
    'article|ordinal|part|unit|half_year* of which|ordinal|event_adjective* newsroom_unit!working_days',
    'article|which|ordinal|event_adjective* newsroom_unit!working_days',
  ],
  tightFigure: '#digits&!#spaced',
  /** "2026-27", "2026/27". */
  splitYear: [
    '~four_digits&#digits "/"&!#spaced #digits&!#spaced&(~two_digits|~four_digits)',
    '~four_digits&#digits #digits&#tied&(~two_digits|~four_digits)',
  ],
  /** "The end of my term", "the second half of the session", "Ende dieser Wahlperiode". */
  endOfEvent: ['article* part&~ends_in_of', 'article* part of', 'article* ordinal half_year|event of'],
  endOfThis: 'article* part&$beforeThis',
  beforeThis: '#any which=this',
  notUntil: ['not', 'not ..6:!have ^ !have'],
  haveUntil: ['have&!not', 'have ..6:!not ^ !not'],
  place: '#any&!~phrase ^ !article',
  looseEvent: '#word&!#digits&!not_event&(#unlisted|event_phrase|filler) #unknown* #unknown?',
  /** "it lands on my desk", "the House rises": clauses, where "before it" and "before the House" are none. */
  clauseOpens: '#any #word&(#unlisted|@clause_verbs)',
  /** What an event belongs to: "in office", "of the campaign". */
  eventTail: [
    'event_phrase=in_office',
    'of|relation=in article|one|event_adjective|ordinal|which* event|event_phrase',
  ],
  /** Also "the jury's" in "the jury's verdict". */
  eventAdjective: ['@event_adjectives|#nth', '#any possessive'],
  clauseHead: '#word&!#digits&(event_phrase|!@no_clause)',
  /** "Before adjourning": one word that says what is done. */
  oneWordEvent: 'event_phrase|#unlisted&~gerund',

  // What the sentence says of a time
  /** "Monday, no, make that Tuesday", "six weeks, strike that, I'm told eight": said after a correction. */
  corrected: [
    '("no"|correction=between_marks)&$betweenMarks&#sentence ..:#sentence ^',
    'correction!between_marks&!"no"&$besideMark&#sentence ..:#sentence ^',
  ],
  betweenMarks: '#mark ^ #any #mark',
  besideMark: ['#mark ^', '#any #mark'],
  shut: 'past_participle=base',
  hadDone: 'past_word&auxiliary ^',
  /** "The worst inflation in 40 years", where "the worst of it" compares nothing. */
  most: 'superlative!first&!$ofBehind&#sentence ..14 ^',
  /** "The first in ten years", and not "the last bus leaves in 36 hours". */
  first: '(superlative=first|!superlative&ordinal!-1)&!$ofBehind&!$obtained&#sentence ..14 ^',
  ofBehind: '#any of',
  unknown: '#unknown',
  /** "Of two weeks", "than March", "the 2026", "it lasts two weeks", "(two weeks)". */
  namedBefore: '@naming_before|"("|#quote|event_adjective=owner ^',
  namedAfter: '#word&@naming_after',
  /** "A year at Harvard", "two weeks in July", "15 days to slow the spread" last; "two weeks or so" ends. */
  lengthGoesOn: '#word&(to|approx!after|!approx&!@ending_length)',
  /** "The transition would be around two years". */
  wouldBe: 'future=would passive ^',
  staysSo: 'spends=stays&#sentence ..:#sentence ^',
  /** "We go on meeting until the last mine is safe" lasts. */
  goesOn: 'lasting=stays&#sentence ..:#sentence ^',
  ifBefore: 'condition=if&#sentence ..:#sentence ^',
  never: '#any ..:#chunk never=never&#chunk',
  notEver: '#any ..:#chunk never=no&#chunk',
  whether: 'condition=whether ..:@either_subject @either_subject ^',
  whetherInChunk: 'condition=whether&#chunk ..:#chunk&!condition ^',
  /** "I'll tell you after Thanksgiving, I said, and I'm telling you now". */
  quoted: '#mark pronoun attribution=told #mark',
  /** "That's the third time this week" counts. */
  nthTime: 'ordinal|#nth times ^',
  /** "We will have the first shipment there in thirteen months": a thing to come, and no record. */
  obtained: ['passive=get&!past_word article|event_adjective? ^', 'future have article|event_adjective? ^'],
  /** "If they had been let in by Christmas". */
  unrealVerb: ['past_word&auxiliary', 'past_word&auxiliary ..2 ^'],

  // Words between a deed and its time
  /** "Dos semanas desde la toma de posesión", "desde la próxima semana". */
  fromThen: ['unit|units ^', '#any article* which=next,coming|day!-1'],
  /** "the day the guns fall silent", "the minute it lands": the position of the clause. */
  whenNoun: 'article unit pronoun|article',
  /** "in, what, six months", "by, I don't know, March". */
  aside: '"," @aside_words @aside_words* ","',
  /** "It takes two weeks" tells a length; "it will take two weeks", "tardará dos semanas" say when it is done. */
  spent: ['spends=stays ^', '!future!would spends&!future!would ^'],

  // Days
  /** "At 5 pm", "noon", "close of business", "morning", "9:30". */
  clock: [
    'article? daytime',
    'article? number=1,2,3,4,5,6,7,8,9,10,11,12|#digits clock clock*',
    'article? #digits ":" #digits&~two_digits clock*',
  ],
  bareHour: '"at" #digits&~hour > #none|#mark&!"%"',
  ofOther: 'of|relation=on',
  /** "Kids today can't read", "a child born in America today": said of the noun before it. */
  ofNoun: ['born ..4 ^', '(#unknown|not_a_year&#word)&(!#capital|~plural) ^ #any @day_verbs'],
  /** "Tomorrow belongs to us", "tomorrow can be better", "better than today": a subject and no time. */
  daySubject: ['comparative ^', 'one #unlisted&~comparative ^', '#any @day_verbs ..4 comparative'],
  belongs: '#none|#mark ^ #any #unknown&~plural',
  behindOrdinal: 'ordinal|#nth ^',
  /** "On a Tuesday" is any, where "a Tuesday deadline" is the next. */
  anyDay: 'one ^ !which !deadline_noun',
  besideTime: 'relation=after,before',
  /** "That Tuesday in September". */
  thatDay: 'conjunction=that ^ which? weekday relation&!@day_verbs',
  phraseOpens: '#none|article|!#sentence ^',
  /** A capitalised word that no list has makes a name of it. */
  namePart: '#title&(#unlisted|times)',
  dayInName: [
    'article ^ which? weekday event',
    // "Super Saturday is not the end", "the Bloody Sunday families".
    '#unlisted&#title ^ which? weekday present',
    'article|#title #unlisted&#title ^',
    'which? weekday $namePart',
    // "Sunday liquor sales".
    '#none|article|!#sentence ^ weekday #unknown',
  ],
  title: '#title',
  /** "The January 6th Committee", where "the March 3 deadline" is a time. */
  dateInName: 'article ^ month',
  onBehind: 'relation=on ^',
  countsDay: '#digits|number|one|few',
  theDay: 'article unit=day',
  weekOfDay: 'article? unit=week of|relation=from',
  bareUnit: 'article !which',

  // Periods and their limits
  /** "In September of each year": how often. */
  repeated: 'of* every unit',
  /** "Der 20. Juli bleibt", where "am 20. Juli" is a time: its article is that of a subject. */
  nominative: '#none|#mark ^ article&of',
  /** "Durch den Winter", "das Jahr 2100": with an article and no preposition German names a time as a thing. */
  nounPhrase: 'article !which&!ordinal&!#nth',
  /** "El plan de la semana próxima": the time says which plan, and nothing of when. */
  attributeOf: '!deadline_noun of ^',
  /** "Back in March" opens a memory; in "we'll be back in March" it does not open the clause. */
  backThen: ['back_then=now ^', '#none|#mark|conjunction back_then ^'],
  /** "If they have not signed before Friday": the limit itself. */
  threat: 'condition=if&#chunk ..:#chunk ^',
  /** "Promised that taxes would not rise until April": a state that lasts. */
  heldOff: 'future=would not ..6:!not ^',
  /** "a deadline of April 30". */
  limitOf: 'deadline_noun of ^',
  /** "planned for Tuesday", "pencilling in a first cut for the autumn". */
  scheduled: ['scheduled ^', 'scheduled=firm ..6 ^'],
  /** "have frozen prices": an auxiliary gives nobody time. */
  perfectHave: 'have!give not|adverb* past_participle|#unlisted&~ends_in_ed',
  negated: 'not=not,no&#chunk ..6 ^',
  moved: 'moves ..6 ^',

  nearly: 'approx=near ^',
  commaOr: '"," or',
  upTo: 'to|"-"|relation=length_only',
  /** "The 10th" with no month before it. */
  nthAlone: '!month&!#nth #nth ^',
  unitAfter: 'article unit relation=after',
  lastOfChunk: '#any #none|#mark',

  // How often, long ago and some time
  nowAnd: 'filler=now and',
  times: 'approx* times',
  /** "Three times a day". */
  timesPer: 'approx* times one|every unit&!units',
  every: ['every @counting* (#digits|#nth)? @repeated', 'every @counting* (#digits|#nth)? of month'],
  moreWeekdays: [
    'and @joints|every* article? weekday',
    '","|or|to @joints|every* weekday',
    '"-" @joints @joints|every* weekday',
  ],
  agoBefore: 'ago_before filler|approx*',
  lastOnes: 'article* which=last',
  /** "A matter of weeks", "not weeks but days", "not years, nor weeks, but months": the number stays open. */
  openUnits: ['matter_of units', 'not units ","|"-"? filler* units', 'units ","? ^ contrast units'],
  looseTime: 'article|one* loose_length loose_length* loose_time',
  someUnits: [
    'article|matter_of* which=next,coming adjective|which* units',
    'article|matter_of* adjective|which* units',
  ],
  comingUnits: 'article|matter_of* which=next,coming',
  /** "Days here, folks, not weeks". */
  notUnits: '","|"-"|filler&!not* not unit|units',
  orUnits: '","|"-"? or|hedge|approx* units',
  away: 'from_now|away',
  chunkOpens: '#none|#mark ^',
  /** "for the foreseeable future" says how long, not when. */
  stretch: 'relation=for article? ^',
  /** "as soon as is practicable", "when conditions on the ground allow": the end of the words. */
  asPossible: 'as_soon ..6:!#mark possible&$lastWord',
  lastWord: '#any #none|#mark|relation|conjunction',

  // Parts of periods
  /** With what a period can begin, and "a Tuesday" behind its article. */
  periodOpens: ['@period_opens|#digits|#nth|"\'"', 'one ^ #any'],
  twoParts: 'part to|or part',
  turn: 'article? turn_of of article* unit|units',
  /** "year-end", "the month's end", "this year's end". */
  endOfUnit: 'article? which? unit&!units possessive* last_of',
  /** "the week after Thanksgiving". */
  besideDay: 'article unit|weekend relation=after,before',
  oneArticle: 'article !article',

  // Names of periods
  owns: 'possessive !last_of',
  ofAnother: 'possessive|of|relation=after,before',
  toPlace: 'relation=after,before&!~phrase #unlisted',
  inPart: 'relation|part ^',
  /** "Next year" behind "March", "of" and "in": "March in the next year". */
  tiedUnit: ['!relation', 'relation=in !relation'],
  /** Not in "they'll fall too". */
  season: '!future ^ season !possessive&!event',
  seasonOf: 'of|relation=in,length_only',
  halfOf: 'ordinal !half_year=year_half',
  shortQuarter: 'quarter|half_year=h #digits&!#spaced $loose',
  loose: '#none|#spaced|#mark|possessive',
  decadeOf: 'unit=decade of',
  decadeInFigures: '#digits&~decade !#spaced&~decade_ending',
  /** "The July Fourth recess", "the Good Friday Agreement": the holiday is only part of the name. */
  partOfName: ['#unknown&#title', 'relation=on #any ^ #unknown&~ends_in_s', 'event!holidays'],

  // Dates
  /** A year in four digits: not money, not "2030 jobs", not "at 2030 Main Street". */
  year: [
    '!~money&!relation=on ^ ~four_digits $afterYear',
    '!~money ^ ~four_digits $afterYear&!(#unlisted&#capital)',
  ],
  afterYear: '$loose&!~unit_sign&!scale&!not_a_year&!of',
  /** "by '35", "in July of '27". */
  clippedYear: 'relation|of|month ^ "\'" ~two_digits&!#spaced',
  /** What a number counts. */
  counted: '#word&(not_a_year|unit|#unlisted)',
  tied: '#tied',
  tiedFigure: '#tied&#digits',
  unspaced: '!#spaced ^ !#spaced',
  figure: '#nth|#digits',
  onDay: 'relation=on,before,until,from,after ^',
  by: 'relation=by ^',
  dateCloses: '#none|#mark&!"/"|#spaced&!of&!#digits',
  dayNumber: '(!#digits|~one_or_two_digits) !"%"&!scale&!not_a_year&!units',
  /** "September 5 of next year", "on March 3 next year". */
  namedYear: 'which=this,next unit=year !possessive',
  noDay: ['#any "/"|":"|clock', 'ordinal unit|weekday'],
  figuresBefore: '"/"|"." ^',
  /** "Vom 1. bis zum 5. September". */
  dayOfLaterMonth: '#nth @later article* #nth month',
  nthDay: 'article ^ #any $freeAfter&!"-"&!$listed',
  /** "El día 20": the number of a day, where the word for it stands before. */
  countedDay: 'article unit=day ^ #digits !of&!month&!"-"&!$listed',
  /** "The 1st, 2nd and 4th amendments". */
  listed: '#mark #nth',
  freeAfter: '#none|#mark|#spaced&@free_after',
  joint: '@later|"-"',
  /** Is this the first word, or one behind "by", "about", "until"? */
  opening: '#none|#mark|relation|approx|hedge ^',
} satisfies Record<string, string | readonly string[]>;

export type SignName = keyof typeof SIGNS;

interface Meant<C extends Category = Category> {
  sign: SignName;
  unless?: SignName;
  category: C;
  sense: Senses[C];
  opens?: boolean;
}

/** What a Spanish word means where its sign stands. */
export const MEANT: readonly Meant[] = [
  { sign: 'nextAlone', category: 'which', sense: 'next' },
  { sign: 'aboutCount', category: 'approx', sense: 'before' },
  { sign: 'spanishObject', category: 'object', sense: 'it' },
  { sign: 'purpose', category: 'to', sense: 'to' },
  { sign: 'goneBy', category: 'relation', sense: 'after' },
  { sign: 'soonest', category: 'relation', sense: 'soonest' },
  { sign: 'daysAfter', category: 'relation', sense: 'in' },
  { sign: 'rangeOfMonths', category: 'relation', sense: 'from' },
  { sign: 'countsFrom', category: 'relation', sense: 'since_or_from', opens: false },
  { sign: 'announced', category: 'filler', sense: 'now' },
  { sign: 'wanted', unless: 'intended', category: 'past_word', sense: 'past' },
  { sign: 'unreal', category: 'past_word', sense: 'past' },
  { sign: 'unrealPerfect', category: 'past_word', sense: 'past' },
  { sign: 'unrealCondition', category: 'conjunction', sense: 'joins' },
];

export type Tail =
  | 'ago'
  | 'age'
  | 'per'
  | 'from_now'
  | 'latest'
  | 'earliest'
  | 'of'
  | 'deadline'
  | 'attribute'
  | null;

interface TailSign {
  kind: Tail;
  sign: SignName;
  /** Not where "time" follows: "two weeks' time". */
  isOwner?: boolean;
}

/** What follows a length, the first that stands there. */
export const TAILS: readonly TailSign[] = [
  { kind: 'ago', sign: 'tailAgo' },
  { kind: 'deadline', sign: 'tailLeft' },
  { kind: 'age', sign: 'tailAge' },
  { kind: 'per', sign: 'perUnit' },
  { kind: 'deadline', sign: 'tailDeadline' },
  { kind: 'deadline', sign: 'tailOwnDeadline', isOwner: true },
  { kind: 'attribute', sign: 'tailOwner', isOwner: true },
];

/** And behind its "time", if it has one. */
export const TAILS_AFTER_TIME: readonly TailSign[] = [
  { kind: 'age', sign: 'tailDistance' },
  { kind: 'from_now', sign: 'tailNow' },
  { kind: 'age', sign: 'tailExperience' },
  { kind: 'latest', sign: 'tailLatest' },
  { kind: 'earliest', sign: 'tailEarliest' },
  { kind: 'of', sign: 'tailOf' },
  { kind: 'from_now', sign: 'tailTime' },
];
