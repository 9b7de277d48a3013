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

/** What all forms of a verb share: a key to compare words by, and no word itself. */
export const lemmaOf = rememberedWords((folded) =>
  UNLIKE.has(folded) ? folded : stemmer(bases.get(folded) ?? folded),
);

/** "beaten", "approved": what follows "was", or comes before "by". */
export const isParticiple = (folded: string): boolean =>
  participles.has(folded) || (/[^aeiou]ed$|[aiou]ed$/.test(folded) && folded.length > 3);

export const isFormOfBe = (folded: string): boolean => BE.has(folded);
const BE = new Set('is are was were be been being am got gets get getting'.split(' '));
