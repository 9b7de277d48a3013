/** English verbs: which forms are of one, and which are participles. */
import { stemmer } from 'stemmer';
import { rememberedWords } from './words.ts';

/** Base, past and participle; one form for both where they are the same. */
const IRREGULAR =
  `arise arose arisen,bear bore borne,beat beat beaten,become became become,begin began begun,bend bent,
bet bet,bind bound,bite bit bitten,bleed bled,blow blew blown,break broke broken,breed bred,bring brought,build built,
burn burnt,buy bought,cast cast,catch caught,choose chose chosen,come came come,cost cost,cut cut,deal dealt,die died,lie lied,dig dug,
do did done,draw drew drawn,drink drank drunk,drive drove driven,eat ate eaten,fall fell fallen,feed fed,feel felt,
fight fought,find found,flee fled,fly flew flown,forbid forbade forbidden,forget forgot forgotten,freeze froze frozen,
get got gotten,give gave given,go went gone,grow grew grown,hang hung,have had,hear heard,hide hid hidden,hit hit,
hold held,hurt hurt,keep kept,know knew known,lay laid,lead led,leave left,lend lent,let let,lose lost,make made,
mean meant,meet met,overcome overcame overcome,overthrow overthrew overthrown,outdo outdid outdone,pay paid,put put,
quit quit,read read,ride rode ridden,ring rang rung,rise rose risen,run ran run,say said,see saw seen,seek sought,
sell sold,send sent,set set,shake shook shaken,shoot shot,show showed shown,shrink shrank shrunk,shut shut,sing sang sung,
sink sank sunk,sit sat,sleep slept,slide slid,speak spoke spoken,spend spent,split split,spread spread,stand stood,
steal stole stolen,strike struck,swear swore sworn,sweep swept,swim swam swum,take took taken,
teach taught,tear tore torn,tell told,think thought,throw threw thrown,undergo underwent undergone,
understand understood,uphold upheld,wear wore worn,win won,withdraw withdrew withdrawn,withhold withheld,
withstand withstood,write wrote written`
    .split(',')
    .map((line) => line.trim().split(/\s+/));

const bases = new Map<string, string>();
const participles = new Set<string>();
for (const [base = '', past = '', participle = past] of IRREGULAR) {
  for (const form of [past, participle]) if (!bases.has(form)) bases.set(form, base);
  participles.add(participle);
}

/** Words that have the stem of a verb and nothing else of it. */
const UNLIKE = new Set('important importance importantly'.split(' '));

/** Nouns of what is done, where endings do not tell of which verb. */
const NOUNS = `loss lose,death die,growth grow,sale sell,gift give,belief believe,proof prove,choice choose,flight fly,birth bear,
decision decide,reduction reduce,expansion expand,permission permit,invasion invade,destruction destroy,production produce,
introduction introduce,closure close,departure depart,failure fail,success succeed,marriage marry,entry enter,theft steal,
defence defend,defense defend,complaint complain,purchase buy,reception receive,admission admit,collision collide,
division divide,conclusion conclude,extension extend,suspension suspend,exclusion exclude,inclusion include,
deduction deduct,seizure seize,exposure expose,removal remove,injury injure,refusal refuse,denial deny,reversal reverse,
speech speak,thought think,warmth warm,pursuit pursue,response respond,restraint restrain,retention retain,
subscription subscribe,description describe,opposition oppose,acquisition acquire,repetition repeat,
knowledge know,survival survive,arrival arrive,payment pay,provision provide,intention intend,recognition recognize,resolution resolve`;
const nouns = new Map(
  NOUNS.split(',').flatMap((line) => {
    const [noun = '', verb = ''] = line.trim().split(' ');
    return [[noun, verb] as const, [`${noun}s`, verb] as const, [noun.replace(/y$/, 'ies'), verb] as const];
  }),
);

/** "The gift of the French": who gives it cannot be told by what stands before. */
export const isNounOfVerb = (folded: string): boolean => nouns.has(folded);

/** A long stem that ends in a vowel is that of a noun: "recovery" of "recover". */
const LONG = 6;

/** What all forms of a verb share, and the nouns of it: a key to compare words by, and no word itself. */
export const lemmaOf = rememberedWords((folded) => {
  if (UNLIKE.has(folded)) return folded;
  const base = bases.get(folded) ?? nouns.get(folded) ?? folded;
  // "Apologise" is "apologize"; "raise" is not.
  const stem = stemmer(base.replace(/^(.{4,})is(e|es|ed|ing|ation)$/, '$1iz$2'));
  return stem.length > LONG && stem.endsWith('i') ? stem.slice(0, -1) : stem;
});

/** "beaten", "approved": what follows "was", or comes before "by". */
export const isParticiple = (folded: string): boolean =>
  participles.has(folded) || (/[^aeiou]ed$|[aiou]ed$/.test(folded) && folded.length > 3);

/** "unpaid", "unharmed"; what is united was not undone */
export const isUndoing = (folded: string): boolean =>
  folded.startsWith('un') && folded !== 'united' && isParticiple(folded.slice(2));

export const isFormOfBe = (folded: string): boolean => BE.has(folded);
const BE = new Set('is are was were be been being am got gets get getting'.split(' '));
