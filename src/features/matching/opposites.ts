/** Words that turn a sentence's meaning round, and pairs of words of which one denies the other. English. */
import { isUndoing, lemmaOf } from './verbs.ts';
import { rememberedWords } from './words.ts';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words that deny what follows them in their clause. */
export const NEGATORS: ReadonlySet<string> = new Set(
  words(`not no no_longer never none nobody nothing neither nor without hardly barely scarcely rarely seldom cannot cant dont
    doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt aint mustnt neednt nowhere zero except excluding
    untrue fake hoax myth false debunked`),
);

/** Verbs and the like that deny what they govern: who fails to do it does not. */
const DENYING_VERBS = new Set(
  words('fail refuse deny lack avoid evade dodge skip neglect forget omit forgo exempt abstain refrain').map(
    lemmaOf,
  ),
);
const DENYING_WORDS = new Set(
  words(
    'absent falsely wrongly unable unwilling unaware ignorant oblivious devoid incapable unfit unsuitable impossible declined_to',
  ),
);
export const isDenial = rememberedWords(
  (folded) => DENYING_WORDS.has(folded) || DENYING_VERBS.has(lemmaOf(folded)),
);

/** By lemma, what may say in words of its own that something is not so: whoever still waits has not got it. */
export const NEGATIVE: ReadonlySet<string> = new Set(
  words(
    'few wrong negative wait miss ban bar forbid prohibit prevent stop halt cease block reject scrap cancel abandon ignore lag default oppose illegal invalid ineligible impossible',
  ).map(lemmaOf),
);

/** What a sentence says of another when it calls it untrue. */
export const UNTRUTHS: ReadonlySet<string> = new Set(
  words('false untrue hoax myth fake debunked fabricated bogus'),
);

/** What begins with a negator and denies nothing. */
export const NO_DENIAL =
  /\b(?:not only|not just|not merely|no doubt|no matter|not to mention|no wonder|nothing but|nothing less than|why not|whether or not|or not|no less than|no fewer than|no more than|not (?:more|less|fewer) than|not least|can'?t help but|no\. ?\d|no question|no sense|no way|no problem|no reason|no longer than|believe it or not|not until|(?<=^|[,;:.] )not since)\b/giu;

/** "never been higher", "have not seen a better one": a superlative, not a denial. */
export const SUPERLATIVE =
  /\b(?:never|not)\s+(?:been|seen|had|felt|known|looked)\s+(?:\p{L}+\s+){0,2}?(?:more|less|fewer|better|worse|(?:high|low|great|small|larg|bigg|strong|weak|eas|hard|saf|rich|poor|clos|fast|slow|long|short|old|young|cheap|clean|happ|health|bus|wid|deep)i?er)\b(?!\s+than\b)|\bnever\s+(?:\p{L}+\s+){0,4}?(?:as|so)\s+(?:many|much|few|little|often|high|low|large|big|strong|weak|bad|good|expensive|cheap|hot|cold|long|short)\b/giu;

const COMPARATIVE =
  '(?:more|less|fewer|better|worse|(?:high|low|great|small|larg|bigg|strong|weak|eas|hard|saf|rich|poor|clos|fast|slow|long|short|old|young|cheap|clean|happ|health|bus|wid|deep|tall|hott?|cold|warm)i?er)';

/** "no senator missed more than", "no state has as many as": superlatives too; "no state but Ohio" is Ohio alone. */
export const NONE_MORE = new RegExp(
  `\\b(?:no|none|nobody|nothing)\\b(?!\\s+${COMPARATIVE}\\s+than\\b)(?=(?:\\s+\\p{L}+){1,7}?\\s+(?:before|other|than)\\b|(?:\\s+\\p{L}+){1,4}?\\s+(?:as|so)\\s+\\p{L}+(?:\\s+\\p{L}+){0,5}?\\s+as\\b|(?:\\s+\\p{L}+){0,3}?\\s+(?:but|except|besides)\\b)`,
  'giu',
);

/** "no lake is bigger", "nowhere are taxes higher", "has not been this low", "not lower since": superlatives as well. */
export const NONE_GREATER = new RegExp(
  `\\b(?:no|none|nobody|nothing|nowhere)\\b(?! (?:evidence|proof|sign|indication|one says|one said)\\b)(?=(?:\\s+\\p{L}+){0,6}?\\s+(?:is|are|was|were|be|been|has|have|had|does|do)\\s+(?:\\p{L}+\\s+){0,3}?${COMPARATIVE}\\b)|\\b(?:not|never)\\b(?=\\s+been\\s+(?:this|that|so|as)\\s)`,
  'giu',
);

/** Several words that say what one does. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['no_longer', 'no longer,not any more,not anymore'],
  ['before', 'until after,earlier than'],
  ['after', 'later than'],
  [
    'not',
    'yet to,by no means,anything but,far from,no evidence that,no proof that,no sign that,no indication that',
  ],
  ['no', 'not one,not a single,not any'],
  ['nobody', 'no one'],
  ['without', 'free of,free from,devoid of,in the absence of,for lack of'],
  ['declined_to', 'declined to,declines to,decline to,declining to'],
  [
    'rejected',
    'turned down,turns down,turn down,turned away,turns away,turn away,turning away,voted down,shot down,struck down,threw out,thrown out',
  ],
  ['resigned', 'stepped down,steps down,stepping down,step down,quit office,left office'],
  [
    'withdrew support',
    'pulled his support,pulled her support,pulled its support,pulled their support,pulled support',
  ],
  ['rejected', 'died in the senate,died in the house,died in committee,died in congress'],
  ['stayed', 'stayed on,stays on,remained in office,hung on'],
  ['abandoned', 'gave up,gives up,give up,given up,giving up,walked away from'],
  ['closed', 'shut down,shuts down,closed down,shutting down'],
  [
    'rose',
    'went up,go up,goes up,gone up,going up,on the rise,shot up,is up,are up,was up,were up,pushed up,pushes up,drove up,drives up,driven up',
  ],
  [
    'fell',
    'went down,go down,goes down,gone down,going down,on the decline,came down,come down,is down,are down,was down,pushed down,pushes down,drove down,drives down,brought down,brings down,driven down',
  ],
  ['cancelled', 'called off,calls off,call off'],
  ['excluded', 'ruled out,rules out,rule out,ruling out'],
  ['disclosed', 'made public,make public,makes public,making public,went public with,owned up to'],
  [
    'hid',
    'kept secret,keep secret,kept quiet about,kept quiet,keep quiet,kept silent,stayed silent,covered up,cover up,covers up',
  ],
  ['dwindling', 'dying out,die out,died out,dies out'],
  ['unaware', 'no idea,in the dark'],
  ['false', 'a lie that,a myth that,a hoax that'],
  ['attacked', 'launched an attack on,launches an attack on,carried out an attack on'],
  ['was attacked by', 'came under attack from,came under attack by,comes under attack from'],
  ['beat', 'won against,prevailed over,wins against'],
  ['blamed', 'put the blame on,laid the blame on'],
  ['acquitted', 'found not guilty,found innocent'],
  ['convicted', 'found guilty'],
  ['visited', 'paid a visit to'],
  ['proceed', 'go ahead,goes ahead,went ahead,take place,takes place,took place'],
  ['created', 'set up,sets up,setting up'],
  [
    'abolished',
    'got rid of,get rid of,gets rid of,did away with,does away with,put an end to,puts an end to',
  ],
  ['lacking', 'short of,a shortage of,shortage of,too few'],
  ['heeded', 'taken seriously,took seriously,takes seriously'],
  ['did not mention', 'kept silent about,keeps silent about,silent about'],
  ['sue', 'take to court,took to court'],
  ['lacked', 'ran out of,runs out of,run out of,ran short,runs short,run short,fell short,falls short'],
  ['conducted', 'carried out,carries out,carry out'],
  ['fired', 'laid off,lays off,lay off,let go,lets go'],
  ['hired', 'took on,taken on'],
  ['removed', 'took away,taken away,taken off,took off'],
  ['left', 'pulled out of,pulls out of,pull out of,backed out of,dropped out of,walked out of'],
  ['delayed', 'put off,pushed back'],
  ['restored', 'brought back,bring back,brings back'],
  [
    'supported',
    'voted for,vote for,votes for,voting for,in favor of,in favour of,spoke out for,stood up for',
  ],
  ['against', 'opposed to'],
  ['must', 'have to,has to,had to,obliged to,obligated to,ought to'],
  ['may', 'free to,need not,needs not,do not have to,does not have to,do not need to,does not need to'],
  ['dearer', 'pay more,pays more,paying more,cost more,costs more,costing more'],
  ['cheaper', 'pay less,pays less,paying less,cost less,costs less,costing less'],
  ['several', 'a few,a number of'],
  ['at_least', 'at least'],
  ['at_most', 'at most'],
  ['few', 'a minority of,the minority of,a handful of'],
  ['many', 'a lot of,lots of,a great many,plenty of'],
  ['most', 'a majority of,the majority of,most of'],
  ['destroyed', 'tore down,torn down,knocked down,burned down'],
  ['investigated', 'looked into'],
  ['found', 'found out'],
  ['demanded', 'called for,calls for,call for,calling for'],
  ['exceed', 'do better than,does better than,did better than,doing better than'],
  ['missed', 'stayed away from,stays away from,stay away from,stayed away'],
  ['continued', 'goes on,go on,went on,going on'],
  ['rescued', 'bailed out,bails out,bail out,bailing out'],
  ['acquired', 'took over,takes over,taken over,take over,taking over'],
  ['beneficial', 'good for'],
  ['harmful', 'bad for'],
  ['defended', 'stands by,stood by,stand by,standing by'],
  ['unchanged', 'as it is,as they are,as it was,as they were'],
  ['trail', 'do worse than,does worse than,did worse than,doing worse than'],
];

/** By its words, folded and with blanks between: the word that a phrase stands for. */
export const phrases: ReadonlyMap<string, string> = new Map(
  PHRASES.flatMap(([word, all]) => all.split(',').map((phrase) => [phrase, word] as const)),
);
export const PHRASE_WORDS = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
/** Words that begin a phrase. */
export const phraseBeginnings: ReadonlySet<string> = new Set(
  [...phrases.keys()].map((phrase) => phrase.split(' ')[0] ?? ''),
);

/** One side of an axis: verbs in any form, words as they stand, and `near` words that tell in sentences alike to the word. */
interface Side {
  verbs: readonly string[];
  words: readonly string[];
  near: readonly string[];
}

/** Written as "verbs | words | words that tell only in sentences that are alike to the word". */
const side = (text: string): Side => {
  const [verbs = '', exact = '', near = ''] = text.split('|');
  const all = (part: string): readonly string[] => (part.trim() === '' ? [] : words(part));
  return { verbs: all(verbs), words: all(exact), near: all(near) };
};

/**
 * Axes: what stands on the one side denies what stands on the other. Of comparatives the first side is the one
 * that has more of it.
 */
const AXES: readonly (readonly [string, string, string])[] = [
  [
    'more or less',
    `increase rise grow surge soar gain raise expand double triple quadruple boost skyrocket climb jump hike add multiply
    swell spike escalate widen enlarge inflate | more higher highest record_high growth bigger larger greater upward | up high peaked`,
    `decrease fall drop decline lower cut shrink lose reduce slash plunge plummet halve eliminate dip tumble slump dwindle
    lessen diminish curb narrow trim melt recede | less fewer fewest least lower lowest reduction reductions smaller downward | down low`,
  ],
  [
    'for or against',
    `support favor favour back endorse advocate champion accept approve welcome defend embrace | supporter supporters pro
    supportive approval | for`,
    `oppose reject condemn disapprove veto fight denounce resist | against opponent opponents opposition anti critic critics`,
  ],
  [
    'passed or blocked',
    'pass approve enact adopt sign ratify uphold',
    'block reject veto repeal overturn scrap defeat dismiss strike | | kill kills killed',
  ],
  ['won or lost', 'win beat survive | victory winner winners', 'lose | loss defeat loser losers'],
  [
    'allowed or forbidden',
    'allow permit legalize legalise authorize authorise let approve license grant clear | legal lawful may',
    'ban forbid prohibit outlaw bar block prevent criminalize criminalise disallow veto stop exclude | illegal unlawful',
  ],
  ['required or forbidden', 'require mandate compel oblige', 'ban forbid prohibit outlaw bar'],
  [
    'required or optional',
    'require mandate compel oblige | must mandatory compulsory obligatory required',
    '| optional voluntary',
  ],
  [
    'begun or ended',
    `start begin launch create open introduce continue proceed happen resume establish restart reopen revive restore extend prolong renew | | keep
    remain still`,
    `stop end cancel close abolish scrap halt quit discontinue suspend destroy cease terminate shut dissolve abandon pause
    | shutdown | drop drops dropped`,
  ],
  ['stayed or left', 'stay remain arrive | | keep', 'leave resign quit depart withdraw exit abdicate'],
  [
    'kept or given up',
    'keep retain preserve save hold',
    'remove sell lose abandon drop scrap discard withdraw destroy cut',
  ],
  ['remembered or forgotten', 'remember', 'forget neglect'],
  [
    'admitted or denied',
    'admit confess acknowledge concede confirm verify',
    'deny refute contradict dispute',
  ],
  ['agreed or not', 'agree', 'disagree dispute'],
  [
    'accepted or refused',
    'accept admit take agree approve grant',
    'refuse reject decline deny spurn exclude | | return returns returned',
  ],
  [
    'obeyed or broken',
    'obey comply honor honour respect',
    'violate breach break defy flout ignore disregard',
  ],
  ['ordered or ignored', 'heed order hear answer', 'ignore disregard'],
  ['protected or endangered', 'protect safeguard shield', 'endanger expose harm threaten'],
  ['built or demolished', 'build construct erect', 'demolish destroy dismantle'],
  ['hidden or shown', 'hide conceal | secret', 'reveal disclose publish expose release report tell inform'],
  ['spent or saved', 'spend waste', 'save'],
  ['attacked or defended', 'attack', 'defend'],
  ['praised or criticised', 'praise commend applaud', 'criticize criticise condemn denounce slam'],
  ['encouraged or discouraged', 'encourage', 'discourage deter'],
  ['funded or not', 'fund finance subsidize subsidise', 'defund'],
  ['freed or jailed', 'free release liberate pardon', 'jail imprison arrest detain capture hold'],
  ['promoted or demoted', 'promote', 'demote'],
  ['advancing or retreating', 'advance', 'retreat'],
  ['loved or hated', 'love like | popular', 'hate dislike despise'],
  ['united or divided', 'unite', 'divide split'],
  ['trusted or not', 'trust', 'distrust mistrust doubt'],
  ['lied or not', 'lie mislead | dishonest', '| honest truthful truthfully honestly truth'],
  ['strengthened or weakened', 'strengthen bolster reinforce', 'weaken undermine erode'],
  ['found or lost', '| found', '| missing lost'],
  [
    'true or false',
    '| true real really genuine authentic accurate correct truly',
    'doctor photoshop invent fake forge falsify | false fake untrue hoax bogus myth fabricated wrong incorrect staged',
  ],
  ['better or worse', 'improve | better best | good', 'worsen deteriorate | worse worst | bad'],
  ['strong or weak', '| stronger strongest | strong', '| weaker weakest | weak'],
  ['hard or easy', '| hard harder hardest difficult', '| easy easier easiest easily'],
  ['kept or lifted', 'impose extend tighten', 'lift ease loosen relax remove drop waive'],
  ['earning or losing', 'profit | profits profitable earnings', 'lose | loss losses unprofitable'],
  ['with or without', 'include | | with including', 'exclude | excluding'],
  [
    'safe or dangerous',
    '| safe safer safest harmless safely',
    '| dangerous unsafe harmful deadly lethal hazardous toxic',
  ],
  ['alive or dead', 'survive | alive survivor survivors', 'die perish kill | dead deceased'],
  ['guilty or innocent', 'convict | guilty', 'acquit exonerate | innocent'],
  ['accused or cleared', 'accuse charge indict blame convict', 'clear acquit exonerate absolve'],
  ['kept or broken', 'keep honour honor', 'break'],
  ['returned or gone', 'return reappear', 'disappear vanish'],
  ['rising or dying out', 'thrive flourish spread grow', 'dwindle vanish disappear decline'],
  ['killed or spared', 'execute kill', 'spare'],
  ['held or collapsed', 'hold', 'collapse break'],
  ['appearing or not', 'appear', 'disappear vanish'],
  ['rewarded or punished', 'reward', 'punish'],
  ['invited or not', 'invite', 'exclude'],
  ['healed or hurt', 'heal', 'injure wound hurt'],
  ['produced or consumed', 'produce', 'consume'],
  ['state or private', 'nationalize nationalise', 'privatize privatise'],
  ['published or withheld', 'publish disclose release', 'suppress censor withhold'],
  ['frozen or thawed', 'freeze', 'thaw melt unfreeze'],
  ['filled or emptied', 'fill', 'empty drain'],
  ['admitted or expelled', 'admit', 'expel deport'],
  ['rescued or abandoned', 'rescue', 'abandon'],
  ['recovered or not', 'recover', 'relapse worsen collapse shrink'],
  ['scarce or common', '| abundant plentiful common', '| scarce rare'],
  [
    'meant or not',
    '| deliberate deliberately intentional intentionally',
    '| accidental accidentally inadvertently',
  ],
  ['hopeful or not', '| optimistic', '| pessimistic'],
  ['superior or inferior', '| superior', '| inferior'],
  ['forced or not', 'force | forced involuntary involuntarily', '| voluntarily'],
  ['unanimous or split', '| unanimous unanimously', '| narrowly'],
  ['coping or failing', 'cope handle', 'overwhelm collapse struggle'],
  ['recognised or not', 'recognise recognize', 'misjudge overlook'],
  ['cause or cure', 'cause trigger', 'prevent cure avert'],
  ['hired or fired', 'hire recruit employ appoint', 'fire dismiss sack'],
  ['import or export', 'import', 'export'],
  ['lending or borrowing', 'lend loan', 'borrow'],
  ['giving or getting', 'give grant award', 'receive'],
  ['preceded or followed', 'precede', 'succeed follow replace'],
  ['owning or belonging', 'own', 'belong'],
  ['before or after', '| before', '| after'],
  ['first or last', '| | first', '| | last'],
  ['rich or poor', '| rich richer richest wealthy wealthier wealthiest', '| poor poorer poorest'],
  ['old or young', '| old older oldest elderly', '| young younger youngest'],
  ['old or new', '| | old oldest', '| | new newest'],
  ['late or early', '| late later latest', '| early earlier earliest'],
  ['buying or selling', 'buy purchase acquire', 'sell'],
  ['arriving or leaving', 'join enter', 'leave exit withdraw quit'],
  ['majority or minority', '| majority', '| minority'],
  ['success or failure', 'succeed manage | success successful successfully', 'fail | failure'],
  ['public or private', '| public publicly', '| private privately secretly'],
  ['secret or open', '| secret secretly', '| openly publicly'],
  ['men or women', '| men man male males boys boy', '| women woman female females girls girl'],
  ['husband or wife', '| husband father son brother uncle king', '| wife mother daughter sister aunt queen'],
  [
    'left or right',
    '| liberal liberals progressive progressives leftist',
    '| conservative conservatives rightist',
  ],
  ['left or right hand', '| | left', '| | right'],
  ['right or wrong', '| | right', '| | wrong'],
  ['north or south', '| northern | north', '| southern | south'],
  ['east or west', '| eastern | east', '| western | west'],
  ['expensive or cheap', '| expensive costly pricier costlier dearer', '| cheap cheaper cheapest affordable'],
  [
    'fast or slow',
    'accelerate quicken | fast faster fastest quick quicker quickly',
    'slow decelerate | slower slowest slowly',
  ],
  ['big or small', '| big bigger biggest huge large larger largest', '| small smaller smallest tiny'],
  ['long or short', 'lengthen | longer longest taller tallest', 'shorten | shorter shortest'],
  [
    'hot or cold',
    'heat warm | hot hotter hottest warmer warmest',
    'cool | cold colder coldest cooler coolest',
  ],
  ['wet or dry', '| wet wetter wettest', '| dry drier driest'],
  ['heavy or light', '| heavy heavier heaviest', '| lighter lightest'],
  ['full or empty', '| full', '| empty vacant'],
  ['clean or dirty', '| clean cleaner cleanest', 'pollute | dirty dirtier polluted'],
  ['healthy or sick', '| healthy healthier', '| sick ill unhealthy'],
  ['positive or negative', '| positive', '| negative'],
  ['major or minor', '| major', '| minor'],
  ['maximum or minimum', '| maximum', '| minimum'],
  ['surplus or deficit', '| surplus', '| deficit shortfall'],
  ['credit or debt', '| creditor creditors lender', '| debtor debtors borrower'],
  ['present or absent', 'attend | present', 'miss boycott | absent'],
  ['hurt or helped', 'hurt harm damage suffer', 'help benefit profit'],
  ['expired or extended', 'expire lapse', 'extend renew prolong'],
  ['demanded or cancelled', 'demand plan schedule', 'cancel postpone'],
  ['met or missed', 'meet reach achieve attain fulfil fulfill hit', 'miss'],
  ['near or far', '| nearer nearest closer closest', '| farther further furthest'],
  ['rural or urban', '| rural', '| urban'],
  ['domestic or foreign', '| domestic', '| foreign'],
  ['temporary or permanent', '| temporary temporarily', '| permanent permanently'],
  ['peaceful or violent', '| peaceful peacefully', '| violent violently'],
  ['natural or artificial', '| natural naturally', '| artificial artificially synthetic'],
  ['same or different', '| | same identical', '| different'],
  ['ahead or behind', 'lead | ahead', 'trail | behind'],
  ['war or peace', '| war', '| peace'],
  ['friend or enemy', '| friend friends ally allies', '| enemy enemies foe foes rival rivals'],
  ['citizen or foreigner', '| citizen citizens', '| noncitizen noncitizens foreigner foreigners'],
  ['employer or employee', '| | employer employers', '| | employee employees worker workers'],
  ['teacher or pupil', '| | teacher teachers', '| | pupil pupils student students'],
  ['landlord or tenant', '| | landlord landlords', '| | tenant tenants renter renters'],
  ['buyer or seller', '| | buyer buyers', '| | seller sellers'],
  ['victim or culprit', '| | victim victims', '| | culprit perpetrator attacker'],
  [
    'changed or not',
    `increase rise grow raise decrease fall drop decline lower cut slash reduce change alter`,
    'freeze | unchanged untouched intact constant steady stable flat stagnant',
  ],
  ['finished or not', 'finish complete conclude | ready', '| unfinished incomplete'],
  ['continued or over', 'continue persist last | ongoing underway', 'end conclude finish | over'],
  [
    'stood by or taken back',
    'defend maintain reaffirm affirm repeat renew',
    'retract withdraw recant renounce disavow',
  ],
  ['good or bad for', '| beneficial healthy', 'harm damage | harmful detrimental unhealthy damaging'],
  ['drunk or sober', '| drunk drunken intoxicated', '| sober'],
  ['free or for money', '| free', 'charge pay | costly'],
  ['paid or not', 'pay', 'withhold | unpaid'],
  ['resumed or failed', 'resume succeed', 'collapse fail stall'],
  ['held or put off', 'hold', 'postpone cancel delay'],
  ['reported or shielded', 'report denounce betray', 'shield protect cover'],
  ['scarce or plenty', '| plentiful abundant ample surplus', '| scarce shortage depleted'],
  [
    'thriving or dying out',
    'thrive flourish recover rebound rise grow increase',
    '| extinct extinction endangered',
  ],
  ['binding or free', 'bind | binding mandatory', '| voluntary optional nonbinding'],
  ['rescued or let fall', 'rescue save', '| bankrupt bankruptcy'],
  ['positive or negative in tests', '| infected', '| uninfected'],
  ['conceded or insisted', 'concede surrender yield', 'insist persist'],
  ['welcomed or turned away', 'welcome embrace invite admit', 'reject expel banish deport'],
  ['included or left out', 'include cover', 'exclude omit'],
  ['transparent or secret', '| transparent', '| secretive hidden'],
  ['reliable or not', '| reliable dependable sturdy', '| unreliable faulty defective'],
  ['survived or destroyed', 'survive withstand', 'destroy collapse perish'],
  ['above or below', '| above', '| below'],
  ['inside or outside', '| | inside', '| | outside'],
  ['often or rarely', '| often frequently regularly usually', '| rarely seldom'],
];

/** WordNet's opposites (of words that are common) that the axes lack. They tell in sentences alike to the word. */
const OPPOSITES = `acceptance rejection,acquaintance stranger,adult juvenile,amateur professional,ancestor descendant,asset liability,
beginning end,capitalism socialism,competition cooperation,contraction expansion,defendant plaintiff,defense offense,defense prosecution,
demand supply,failure success,floor ceiling,future past,gain loss,guilt innocence,host guest,inclusion exclusion,
integration segregation,joy sorrow,leader follower,loser winner,pain pleasure,penalty reward,poverty wealth,
retail wholesale,strength weakness,sunrise sunset,advantage disadvantage,attack defence,
avoid confront,boil freeze,conserve waste,deposit withdraw,delay rush,enter exit,enjoy suffer,gather spread,
ignore notice,issue recall,lower raise,maximize minimize,narrow widen,push pull,reassure worry,resist surrender,
shout whisper,sit stand,sleep wake,float sink,erase record,bend straighten,defend withdraw,defend abandon,
abnormal normal,absolute relative,abstract concrete,active dormant,active passive,active extinct,acute chronic,affirmative negative,
analogue digital,artificial natural,asleep awake,attached detached,automatic manual,backward forward,beautiful ugly,
bound free,bright dull,busy idle,calm stormy,civilian military,coarse fine,coastal inland,common individual,complex simple,
constructive destructive,continual sporadic,conventional nuclear,cooked raw,deep shallow,defensive offensive,direct inverse,
dominant subordinate,double single,downstream upstream,dull sharp,even odd,explicit implicit,exterior interior,
external internal,extraordinary ordinary,familiar strange,fat thin,federal state,fertile sterile,former current,
fresh stale,friendly hostile,general specific,gradual sudden,gross net,hard soft,horizontal vertical,incoming outgoing,
indoor outdoor,inner outer,intense mild,international national,inward outward,joint separate,junior senior,liquid solid,
local national,loose tight,loud quiet,maternal paternal,mental physical,multiple single,narrow wide,noisy quiet,
nominal real,objective subjective,plural singular,preceding following,primary secondary,religious secular,
rough smooth,smart stupid,spoken written,tall short,thick thin,top bottom,wild tame,wise foolish,black white,day night,
upper lower,front back,morning evening,summer winter,child parent,mother father,doctor patient,
aunt uncle,nephew niece,import export,ancient modern,brave cowardly,generous stingy,polite rude,lazy diligent,
optimist pessimist,exit entrance,arrival departure,creditor debtor,sober drunk,legal criminal,barren fertile,hollow solid,tense relaxed,vague precise,random systematic,sufficient insufficient`;

/** What tells only where nothing else is turned round: one hides from whom one discloses to. */
export const COURSES: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  [new Set(['to', 'into', 'towards']), new Set(['from'])],
  [new Set(['over']), new Set(['under'])],
  [new Set(['up']), new Set(['down'])],
  [new Set(['on']), new Set(['off'])],
  [new Set(['must']), new Set(['may', 'can'])],
  [new Set(words('will certainly definitely surely')), new Set(words('might may possibly perhaps'))],
];

const SIDES = new Map<string, number[]>();
const NEAR_SIDES = new Map<string, number[]>();
const add = (to: Map<string, number[]>, key: string, number: number): void => {
  const known = to.get(key) ?? [];
  if (!known.includes(number)) to.set(key, [...known, number]);
};
/** A verb by what its forms share, another word as it is. */
for (const [axis, [, one, other]] of AXES.entries()) {
  for (const [place, text] of [one, other].entries()) {
    const number = 2 * axis + place;
    const { verbs, words: exact, near } = side(text);
    for (const verb of verbs) {
      for (const form of [verb, `${verb}s`, `${verb.replace(/e$/, '')}ed`, `${verb.replace(/e$/, '')}ing`]) {
        add(SIDES, `~${lemmaOf(form)}`, number);
      }
    }
    for (const word of exact) add(SIDES, word, number);
    for (const word of near) add(NEAR_SIDES, word, number);
  }
}

for (const [pair, text] of OPPOSITES.split(',').entries()) {
  for (const [place, word] of text.trim().split(' ').entries()) {
    const number = 2 * (AXES.length + pair) + place;
    add(NEAR_SIDES, `~${lemmaOf(word)}`, number);
  }
}

const NONE: readonly number[] = [];
const sidesFar: (folded: string) => readonly number[] = rememberedWords((folded): readonly number[] => [
  // "Dearest" is on the side of "dearer".
  ...(SIDES.get(folded) ?? SIDES.get(folded.replace(/est$/, 'er')) ?? NONE),
  ...(SIDES.get(`~${lemmaOf(folded)}`) ?? NONE),
  // Who is unharmed was not hurt.
  ...(isUndoing(folded) ? sidesFar(folded.slice(2)).map((side) => side ^ 1) : NONE),
]);
const sidesNear = rememberedWords((folded): readonly number[] => [
  ...sidesFar(folded),
  ...(NEAR_SIDES.get(folded) ?? NONE),
  ...(NEAR_SIDES.get(`~${lemmaOf(folded)}`) ?? NONE),
]);
/**
 * The sides on which a folded word stands, each as twice the number of its axis, and 1 more for the second side: what
 * denies it has the other number of the two. `near`: in sentences that are alike to the word.
 */
export const sidesOfWord = (folded: string, near: boolean): readonly number[] =>
  near ? sidesNear(folded) : sidesFar(folded);

/** The side of a comparative: of "dearer", and of the "expensive" in "more expensive". */
export const sideOfDegree = (folded: string): number | undefined =>
  SIDES.get(folded)?.at(-1) ?? NEAR_SIDES.get(folded)?.at(-1);

/** Beginnings that deny the rest of a word. */
export const DENYING_PREFIXES = ['un', 'in', 'im', 'ir', 'il', 'dis', 'non', 'mis', 'anti', 'de'] as const;
/** Words that begin so and are no denial of the rest. */
export const NOT_PREFIXED: ReadonlySet<string> = new Set(
  words(`immigrant immigrants immigrate immigrated inform informs informed income incomes invest invests invested inside indeed display displays displayed discover
    discovers discovered discount import imports imported impose imposes imposed impress improve increase increases invent
    involve intend intends indoor inland distract discharge mistake antibody antibodies until union unions intense
    instance install interest district distance disease dispute missing mission invade invaded include infect
    infected inspire inspired inspect debate debates debated delay demand demands declare deliver depart department depend
    deserve design designed detail develop decrease degree deport deported deposit depression describe despite destroy
    deprive delight defend decline define defined deform defer defers derive derived detest detain devote devoted`),
);
