/** English: the words around a time that say what it is: verbs by tense, denials, hedges, asides. */
import type { LanguageTable } from './types.ts';

export const enSpeech: LanguageTable['words'] = {
  idiom: {
    overnight: 'overnight',
    none: 'eleventh hour|the eleventh hour|five to twelve|five past twelve|minutes to midnight|seconds to midnight|four more years|happy new year|happy holidays|merry christmas|happy christmas|happy easter|happy thanksgiving|happy halloween|fast food|twice as fast as|too fast|fast track|fast-track|fast lane|too quickly|too soon|one day at a time|one step at a time|a day at a time|at the end of the day|day to day|in the meantime|in the meanwhile|for the time being|once upon a time|at the same time|24/7|9/11|after all|than expected|as expected|than planned|as planned|than usual|as promised|once again|once more|never before|in the first place|first of all|within our mandate|within its mandate|within my mandate|within their mandate|second to none|in the end|year in year out|day in day out|day after day|day by day|week by week|month by month|year by year|year after year|week after week|month after month|night after night|time after time|when it comes to|around the clock|by the day|by the hour|by the minute|by the week|by the month|in this day and age|sunday school|from start to finish|in the next breath|before they get better|before it gets better|before it gets any better|ring in|rings in|ringing in|see in the new year|friday prayers|sunday service|sunday services|sunday shows|sunday dinner|saturday night live|super bowl sunday|sunday best|call upon|calls upon|called upon|calling upon|rely upon|relies upon|depend upon|depends upon|based upon|built upon|build upon|act upon|agreed upon|look upon|upon us|upon our|upon you|upon them|upon me|upon him|upon it|upon all|upon every|upon which|upon whom|upon this|mail on sunday|these days|the other day|black friday|cyber monday|ruby tuesday|before my eyes|before our eyes|before our very eyes|before my very eyes|before your very eyes|before your eyes|like before|as before|than ever before|ever before|the day before|the week before|the year before|the night before|the month before|on the one hand|on the other hand|from day to day|one on one|in the middle of the night|by far|by and large|by the way|before and after|in time|on time|ahead of time|from time to time|two by four|in the year of our lord|once and for all|all at once|on a daily basis|day job|rainy day|to this day|may or may not|first things first|second guess|in the last analysis|in the last resort|for once|once in a generation|once in a lifetime|go after|going after|goes after|went after|gone after|look after|looking after|looks after|named after|stand before|stood before|appear before|put before|term limits|term limit|election integrity|election fraud|war crimes|budget deficit|campaign finance|once in a while|for now|second amendment|first amendment|first lady|year old|second class|third world|second hand|when you think about it|in the fall of|after dark|in one go|as of late|as of yet|as of now|so far|or else',
  },
  hedge: {
    hedge:
      "maybe|perhaps|probably|possibly|potentially|presumably|hopefully|likely|i think|i believe|i guess|i suppose|i would say|i'd say|i would think|i would imagine|i imagine|could be|might be|might|may be|we'll see|we will see|let's see|or so|something like that|or something|or thereabouts|give or take|i hope|we hope|hope to|hoping to|hoping|we're hoping|we think|we believe|in all likelihood|most likely|very likely|more or less|kind of|sort of|ish|or whatever|with any luck|ideally|tentatively|who knows|on or about|on or around|could|roughly speaking|i don't know|not sure|i would hope|i'd like to think|thereabouts|if we're lucky|maybe sooner|perhaps sooner|possibly sooner|maybe less|perhaps less|maybe more|maybe longer|perhaps longer|with luck|conceivably|or maybe|that's my hope|that is my hope|fingers crossed|with a fair wind|best guess|my guess|my best guess|my guess is|i'd guess|i reckon|i suspect|we reckon|don't hold me to it|don't hold me to that|don't quote me|or around then|or around there|or near enough|near enough|or close to it|somewhere around there|in that neighborhood|in that ballpark|could well be|may well be|might well be|at a guess|at a rough guess|all things being equal|with a bit of luck|plus or minus|or close|if we are lucky",
  },
  vague: {
    '7': 'imminent|at pace|at speed|at great speed|with all speed|with all deliberate speed|with the utmost urgency|with urgency|as a matter of urgency|urgently|posthaste|in no time flat|effective at once|as of right now|straight off|immediately|right away|straight away|straightaway|asap|a.s.a.p.|as soon as possible|as soon as practicable|as soon as feasible|as soon as humanly possible|as soon as we can|as soon as i can|at once|without delay|instantly|this instant|momentarily|imminently|any day now|any day|any minute now|any minute|any second|any second now|any moment now|any moment|any hour now|forthwith|right now|as quickly as possible|as fast as possible|as fast as we possibly can|as soon as we possibly can|as quickly as we possibly can|as fast as i can|as quickly as i can|as soon as it is possible|as rapidly as possible|as fast as we can|as quickly as we can|promptly|in no time|in no time at all|at the earliest|at the earliest opportunity|at the earliest possible date|at the earliest possible opportunity|effective immediately|before you know it|with immediate effect|first thing|in the immediate future|the immediate future|within the immediate future|in short order|starting now|effective now|starting immediately|beginning immediately|on the double|at the earliest possible moment|as soon as is possible',
    '30': 'sooner than you think|sooner than you might think|sooner than people think|over the medium term|before very long|before much longer|in very short order|presently|not long from now|not long now|a short while from now|any time soon|in the near-term|real quick|real fast|double quick|soon|very soon|real soon|pretty soon|shortly|very shortly|quickly|very quickly|swiftly|rapidly|fast|very fast|before long|before too long|not too long|in due course|in the near future|the near future|near future|in the not too distant future|in the not-too-distant future|in the not so distant future|in a little while|in a while|in a short while|in a short time|in a very short time|in a short period of time|in the short term|in the near term|sooner rather than later|speedily|expeditiously|in the coming days and weeks|in the days ahead|in the days to come|in the weeks ahead|in the weeks to come|over the weeks ahead|the coming days|any week now|when the time is right|when conditions allow|when conditions permit|when circumstances allow|when the time comes|at the right time|at the appropriate time|in a timely manner|in a timely fashion|fairly soon|quite soon|relatively soon|so soon|the sooner the better|down the line|down the track|further down the line|further down the track|in the next little while|over the next little while|the next little while|in a bit|very very soon|any time now|anytime soon|some time soon|sometime soon|one of these days|much sooner|in the very near future|around the corner|just around the corner|on the horizon',
    '90': 'in the months ahead|in the months to come|over the months ahead|at some point|at some stage|at some future point|at some future date|at some future time|at some later point|at some later date|at some later stage|at some later time|at a future point|at a later stage|at a later point|in a future parliament|sometime|some time|some point|some day|someday|one day|eventually|sooner or later|in the foreseeable future|the foreseeable future|in the medium term|ultimately|in good time|at a later date|at a later time|at a future date|later on|down the road|in the future|in the distant future|at a time of our choosing|over time|in the fullness of time|at some time|in the long run|in the long term|over the long term|over the long run|in the near to medium term|in a matter of time|a matter of time',
    '365':
      'in the years ahead|in the years to come|for years to come|over the years ahead|in our lifetime|in my lifetime|in our lifetimes|within our lifetime|within my lifetime|for generations to come|for decades to come',
  },
  loose_length: {
    short:
      'quite|short|shortest|near|nearest|nearer|very|brief|quick|relatively|fairly|reasonably|reasonable|immediate|limited|tight|narrow|rapid|extremely|pretty|really|not|too|so|distant|foreseeable|timely|reasonably short|compressed|comparatively',
  },
  loose_time: {
    '30': 'future|period|period of time|space of time|amount of time|span of time|time frame|timeframe|time scale|timescale|timeline|order|time period|while|window',
  },
  past_word: {
    past: "gave|has passed|have passed|has expired|have expired|has ended|was|were|wasn't|weren't|did|didn't|had|hadn't|went|came|took|saw|rose|fell|grew|began|became|ran|knew|wrote|broke|chose|drove|flew|fought|stole|spoke|been|rammed|ate|threw|wore|yesterday|used to|was going to|were going to|ago|won|lost|voted|shrank|sank|fled|shook|stood|drew|struck|swore|rode|tore|froze|died|thought|recently|earlier this|overthrew|undertook|forgot|hid|sprang|forbade|forgave|mistook|overtook|rang|sang|strove|swam|wove|woke|bit|blew|withdrew",
  },
  past_participle: {
    past: 'left|built|made|held|paid|sent|met|found|brought|kept|sold|spent|led|bought|shot|caught|taught|sought|felt|lent|meant|slept|swept|understood|stuck|swung|bent|dealt|dug|fed|hung|laid|lit|slid|sped|passed|signed|completed|finished|delivered|closed|increased|announced|repealed|secured|approved|released|introduced|removed|deported|banned|eliminated|ended|published|launched|created|added',
    base: 'hit|cut|put|let|set|shut|cost|beat|quit|split|spread|hurt|shed|cast|read|upset|rid|bet|burst|thrust|broadcast',
    perfect: 'gone|come|run|become|overcome|outrun',
    passive:
      'done|seen|taken|given|grown|risen|fallen|begun|broken|chosen|driven|eaten|flown|frozen|forgotten|hidden|known|proven|shown|spoken|stolen|sworn|thrown|torn|worn|written|withdrawn|beaten|drawn|undone|overrun|undertaken',
  },
  present: {
    is: "that's|is|are|am|has|have|'re|'ve|do|does|'m|isn't|aren't|hasn't|haven't",
    acts: 'represents|makes|pays|spends|gather|gathers|drops|falls|rises|soars|plunges|declines|kills|loses',
  },
  auxiliary: { have: "has|have|had|'ve|hasn't|haven't|hadn't" },
  future: {
    will: "will|won't|'ll|shall|going to|gonna|let's|let us|want|wants|plan|plans|planning|planning to|promise|promises|pledge|pledges|vow|vows|aim|aims|hope|hopes|hoping|hope to|hoping to|intend|intends|expect|expects|expected|due|scheduled|slated|to be|need|needs|have to|has to|want to|wants to|ready to|set to|bound to|on track|committed to|commit to|commits to|looking to|about to|supposed to|be|i'd like|willing to|demand|demands|demanding|agree to|agreed to|may be|we'll see|we will see|you'll see|we hope|i hope|i would say|i'd say|likely|coming|trying to|try to|gotta|gotta be|got to",
    goal: 'goal|goals|target|targets|ambition|aspiration|objective|intention|mission|commitment|deadline|ultimatum|order|timeline|timetable',
    must: 'must|should|may|ought to',
    can: "can|cannot|can't",
    orders:
      'agreed|decided|resolved|asked|ordered|directed|instructed|tasked|urged|requested|invited|authorised|authorized|commissioned|charged',
    would:
      "would|i'd|we'd|'d|could|might|wouldn't|could be|might be|couldn't|promised|pledged|vowed|promised to",
  },
  condition: { if: 'if|unless', whether: 'whether|whether or not|whatever|whatever happens' },
  conjunction: {
    joins:
      'and|but|because|so|while|although|though|if|unless|whether|whether or not|than|whereas|plus|yet|or',
    asks: 'which|who|whom|where|why|how|what',
    that: 'that',
  },
  at_once: {
    now: 'effective immediately|with immediate effect|effective now|starting now|starting immediately|beginning immediately|effective at once',
  },
  stating: { of: 'as of|as of right now' },
  moves: {
    to: 'slip|slips|slipping|move|moves|moving|push|pushes|pushing|postpone|postpones|postponing|delay|delays|delaying|reschedule|reschedules|shift|shifts|shifting',
    moved:
      'brought forward|pushed back|put back|moved|postponed|delayed|rescheduled|shifted|pushed out|moved up|moved forward|moved back',
  },
  as_soon: {
    as: 'as soon as|as quickly as|as fast as|as swiftly as|as rapidly as|as early as|as promptly as|when|whenever|once|at the earliest|the moment|the minute|the instant|just as soon as',
  },
  possible: {
    able: 'possible|practicable|practical|feasible|viable|appropriate|convenient|allow|allows|permit|permits|can|able|doable|opportunity|manageable|is ripe|are ripe|is right|are right',
  },
  present_time: { now: 'right now|this instant' },
  back_then: { back: 'back|way back', now: 'so far|thus far' },
  away: { away: 'away|out' },
  contrast: { but: 'but' },
  to_the_day: { exact: 'to the day|to the hour|to the minute|on the dot' },
  never: { never: 'never' },
  spends: {
    time: 'work|works|take|takes|took|taken|taking|spent|spend|spends|spending|wait|waited|waits|waiting|wasted|cost|costs|lost',
    stays: 'last|lasts|lasted|stay|stays|remain|remains|serve|serves',
    asks: 'how long|how many',
  },
  bare_past: { past: 'got' },
  passive: { get: 'get|gets|getting', be: 'be|being' },
  adverb: {
    how: 'better than ever|stronger than ever|bigger than ever|ever|also|just|already|recently|finally|only|even|still|then|always|actually|really|never|not|all|probably|hopefully|certainly|definitely|eventually|immediately|quickly|now|soon|fully|successfully|simply|very',
  },
  correction: {
    no: "no wait|wait|wait no|i mean|sorry|correction|make that|scratch that|excuse me|let me check|let me correct that|let me correct myself|or rather|i'm sorry|strike that|i misspoke|pardon me",
  },
  object: { it: 'it|them|him|us|me|her|you|everybody|everyone' },
  attribution: {
    told: 'said|told|announced|reported|told you|said that',
    said: 'says|say|saying|tell|tells|announcing|announce|announcement|promised|talking|talk|looking at|look at|looking|giving|give|take|takes',
  },
  superlative: {
    first: 'first|only|first time',
    most: 'most|best|worst|biggest|largest|lowest|highest|greatest|fastest|strongest|longest|ever|never|record|unprecedented|least|smallest|weakest|slowest|steepest|deadliest|richest|poorest|busiest|earliest|hottest|coldest|driest|more than any|lower than|higher than|closest|toughest|deepest|sharpest|oldest|youngest|safest|rarest',
  },
  have: {
    have: "have|has|had|got|'ve|having",
    get: 'get|gets',
    give: 'give|gives|giving|gave|given|set|sets|grant|grants|allow|allows',
  },
  scheduled: {
    scheduled:
      'scheduled|set|slated|planned|due|on track|targeted|expected|timed|date|aiming|shooting|plan|planning|target|targeting',
    firm: 'penciled|pencilled|penciling|pencilling|penciled in|pencilled in|penciling in|pencilling in|booked|booking|calendared|rescheduled|earmarked',
  },
  deadline_noun: {
    deadline: 'deadline|deadlines|ultimatum',
    plan: 'plan|action plan|timeline|timetable|timeframe|time frame|time limit|target|roadmap|schedule|sprint|deadline to',
    clock: 'clock|countdown',
  },
  age: {
    age: 'old|of age|in a row|running|straight|long|early|late|overdue|behind|ahead|younger|older|longer|in prison|in jail|in office|earlier than|later|apart|consecutive|consecutively|more|already|each|of experience|worth|later than|faster|into|per|left to run|left to go|left to live|left to serve|left to play',
    left: 'left|remaining',
  },
  filler: {
    give: 'give it|a bit|a little bit|a little while|no doubt|without doubt|beyond doubt|without a doubt',
    verb: 'phased in|phase in|phasing in|kick in|kicks in|bring in|bring them in|phased out|ushered in',
    sometime: 'sometime|some time|at some point|somewhere|some point',
    now: 'now|today',
    other:
      "well|so|uh|um|er|ah|oh|it|that's|there|there's|you know|i mean|like|just|only|even|say|look|okay|ok|yes|yeah|yep|no|done|ready|out|up|very|sure|please|folks|frankly|actually|right|then|but|because|believe me|i promise|promise|promised|watch|mark my words|see|hear|know|think|find|figure|tell|said|do|doing|happen|happens|happening|here|big|great|good|really|honestly|coming|also|still|exactly|i tell you|thing|things|announcing|deadline|target|due|expected|scheduled|timeline|to be|to|complete|completed|finished|deal|as well|too|else|not|time|delivered|starting|already|later|sir|everybody|everyone|all|get|getting|have|has|got|give|me|us|them|him|answer|action|back|start|need|want|take|takes|more",
  },
  comparative: {
    than: 'more|less|fewer|greater|higher|lower|larger|bigger|smaller|than|better|worse|percent|per cent|half',
  },
  lasting: {
    stays:
      'go on|goes on|going on|carry on|keep on|going anywhere|go anywhere|going nowhere|here to stay|stay put|stay in place|staying put|remain|remains',
  },
  born: { born: 'born' },
  another: { more: 'another' },
  pronoun: {
    we: 'i|we',
    they: 'you|he|she|they|it|who|that|congress|somebody|someone|everyone|this',
    people: 'people',
  },
  not: {
    not: "not|never|nor|rather than|instead of|regardless of whether|no matter if|no matter whether|no matter when|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|can't|cannot|wouldn't|couldn't|shouldn't|hasn't|haven't|hadn't|ain't|nothing|neither|doubt|doubts|doubtful|unlikely",
    no: 'no|none|nobody|no one|zero',
  },
  not_a_year: {
    count:
      'percent|per cent|dollars|dollar|euros|pounds|jobs|people|votes|points|cents|miles|men|women|soldiers|troops|workers|families|members|houses|homes|units|acres|feet|pages|students|pupils|children|kids|refugees|migrants|tons|tonnes|barrels|megawatts|gigawatts|mw|gw|km|kilometers|calories|deaths|cases|degrees|seats|delegates|schools|teachers|nurses|doctors|cities|counties|countries|companies|businesses|voters|residents|patients|beds|officers|agents|trillion|terms|numbers|other|times|years|year|days|weeks|months|hours|miles|additional|new|more|federal|different',
  },
};
