/** Words that turn a sentence's meaning round, and pairs of words of which one denies the other. English. */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words that deny what follows them in their clause. */
export const NEGATORS = new Set(
  words(`not no never none nobody nothing neither nor without hardly barely scarcely cannot cant dont doesnt didnt isnt
    arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt aint mustnt neednt nowhere zero untrue
    fake hoax myth false debunked`),
);

/** Verbs and the like that deny what they govern. */
export const DENIALS = new Set(
  words(`fail fails failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked lacking
    avoid avoids avoided skip skips skipped skipping absent falsely wrongly unable unwilling decline_to declines_to declined_to`),
);

/** What a sentence says of another when it calls it untrue. */
export const UNTRUTHS = new Set(words('false untrue hoax myth fake debunked fabricated bogus'));

/** What begins with a negator and denies nothing. */
export const NO_DENIAL =
  /\b(?:not only|not just|not merely|no doubt|no matter|not to mention|no wonder|nothing but|nothing less than|why not|whether or not|or not|no less than|no fewer than|no more than|not least|can'?t help but|no\. ?\d|no question|no sense|no idea|no way|no problem|no reason|no longer than|believe it or not|not until)\b/giu;

/** "never been higher", "have not seen a better one": a superlative, not a denial. */
export const SUPERLATIVE =
  /\b(?:never|not)\s+(?:been|seen|had|felt|known|looked)\s+(?:\p{L}+\s+){0,2}?(?:more|less|fewer|better|worse|(?:high|low|great|small|larg|bigg|strong|weak|eas|hard|saf|rich|poor|clos|fast|slow|long|short|old|young|cheap|clean|happ|health|bus|wid|deep)i?er)\b(?!\s+than\b)/giu;

/** "no senator missed more than": a superlative too. */
export const NONE_MORE = /\bno\b(?=(?:\s+\p{L}+){1,7}?\s+(?:before|other|than)\b)/giu;

/** Axes: words of the one side and of the other. */
export const AXES: readonly { name: string; sides: readonly [ReadonlySet<string>, ReadonlySet<string>] }[] = (
  [
    [
      'more or less',
      `increase increases increased increasing rise rises rose rising risen grow grows grew growing grown up higher
      highest more most surge surges surged surging soar soars soared soaring gain gains gained raise raises raised
      raising expand expands expanded expanding double doubled doubles doubling triple tripled add adds added boost
      boosts boosted skyrocket skyrocketed climbed climb climbs jumped jump jumps record_high growth bigger larger
      hike hikes hiked quadrupled peaked high`,
      `decrease decreases decreased decreasing fall falls fell falling fallen drop drops dropped dropping decline
      declines declined declining down lower lowers lowering lowest lowered less least fewer fewest cut cuts cutting shrink shrinks
      shrank shrinking shrunk lose loses lost losing reduce reduces reduced reducing reduction slash slashes slashed
      plunge plunged plunges plummet plummeted halve halved eliminate eliminates eliminated smaller dipped dip
      tumbled slumped slump low`,
    ],
    [
      'for or against',
      `support supports supported supporting supporter favor favors favored favour favours favoured back backs backed
      backing endorse endorses endorsed endorsing for approve approves approved approving approval pro advocate
      advocates advocated champion championed accept accepts accepted accepting`,
      `oppose opposes opposed opposing opponent opposition against reject rejects rejected rejecting condemn condemns
      condemned anti disapprove disapproved veto vetoed vetoes fought`,
    ],
    [
      'passed or blocked',
      `pass passes passed passing approve approved approves enact enacted adopt adopted adopts sign signed signs
      ratified uphold upheld upholds`,
      `block blocks blocked blocking kill killed kills reject rejected rejects veto vetoed repeal repealed repeals
      overturn overturned scrapped struck defeat defeated dismiss dismissed dismisses`,
    ],
    ['won or lost', 'win wins won winning victory beat beats', 'lose loses lost losing defeat lost'],
    [
      'allowed or forbidden',
      `allow allows allowed allowing permit permits permitted legal legalize legalized legalizes lawful authorize
      authorized authorizes require requires required mandate mandates mandated lets`,
      `ban bans banned banning forbid forbids forbidden prohibit prohibits prohibited illegal outlaw outlawed unlawful
      bar barred block blocked prevent prevents prevented criminalized`,
    ],
    [
      'begun or ended',
      `start starts started starting begin begins began begun launch launched create creates created creating open
      opens opened opening introduce introduced keep keeps kept continue continues continued still resume resumes resumed`,
      `stop stops stopped stopping end ends ended ending cancel cancels canceled cancelled close closes closed closing
      shut abolish abolished abolishes scrap scrapped halt halted quit discontinue discontinued suspend suspended
      destroyed destroy destroys`,
    ],
    [
      'true or false',
      'true real genuine authentic accurate correct',
      'false fake untrue hoax bogus myth fabricated wrong incorrect',
    ],
    [
      'better or worse',
      'better best improve improves improved improving stronger good strong',
      'worse worst worsen worsened deteriorate deteriorated weaker bad weak',
    ],
    ['easy or hard', 'easy easier easiest easily', 'hard harder hardest difficult'],
    [
      'kept or lifted',
      'keep keeps kept impose imposes imposed extend extends extended',
      'lift lifts lifted lifting ease eases eased',
    ],
    [
      'earning or losing',
      'profit profits profitable earn earns earned',
      'loss losses lose loses lost losing',
    ],
    ['all or none', 'all every everyone everybody always entire', 'none nobody never no few'],
    [
      'with or without',
      'with including include includes included',
      'without excluding exclude excludes excluded',
    ],
    ['safe or dangerous', 'safe safer harmless', 'dangerous unsafe harmful deadly'],
    ['alive or dead', 'alive living survived survives', 'dead died deceased killed'],
    ['guilty or innocent', 'guilty convicted', 'innocent acquitted exonerated'],
    ['cause or cure', 'cause causes caused causing', 'prevent prevents prevented cure cures cured'],
    ['hired or fired', 'hire hires hired hiring', 'fire fires fired firing laid'],
    ['import or export', 'import imports imported', 'export exports exported'],
    ['before or after', 'before', 'after'],
    ['first or last', 'first', 'last'],
    ['rich or poor', 'rich richest wealthy wealthiest', 'poor poorest'],
    ['old or young', 'old older oldest', 'young younger youngest'],
    ['buying or selling', 'buy buys bought buying', 'sell sells sold selling'],
    [
      'arriving or leaving',
      'join joins joined enter entered',
      'leave leaves left leaving exit exited withdraw withdrew withdrawn quit',
    ],
    ['majority or minority', 'majority most', 'minority few'],
    ['success or failure', 'success succeed succeeded succeeds', 'failure fail failed fails'],
    ['public or private', 'public', 'private'],
    ['men or women', 'men man male males boys boy', 'women woman female females girls girl'],
    ['left or right', 'liberal liberals progressive progressives', 'conservative conservatives'],
  ] as const
).map(([name, one, other]) => ({ name, sides: [new Set(words(one)), new Set(words(other))] }));

/** Beginnings that deny the rest of a word. */
export const DENYING_PREFIXES = ['un', 'in', 'im', 'ir', 'il', 'dis', 'non', 'mis', 'anti'] as const;
