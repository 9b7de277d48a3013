/** English: the words of time, and of what is no time. Phrases are separated by `|`. */
import type { LanguageTable } from './types.ts';

export const en: LanguageTable = {
  code: 'en',
  title: 'English',
  country: 'US',
  decimal_mark: '.',
  ordinal_suffixes: ['st', 'nd', 'rd', 'th'],
  ordinal_dot: false,
  article_next_is_length: true,
  before_length_is_past: false,
  past_endings: ['ed'],
  not_past:
    'indeed|speed|unneeded|proceed|exceed|succeed|hundred|united|sacred|kindred|naked|wicked|limited|armed|unified|advanced|increased|completed|finished|balanced|delivered|repealed|secured|signed|closed|reopened|fixed|ended|restored|cleared|passed|approved|confirmed|published|released|announced|implemented|introduced|submitted|resolved|withdrawn|phased|removed|deported|banned|abolished|eliminated|replaced',
  needs_capital: 'may|march|sat|sun|mon|wed',
  abbreviations: 'mr|mrs|ms|dr|gov|sen|rep|gen|st|lt|col|sgt|jr|sr|prof|rev|hon|vs|inc|co|corp|u.s|no',
  expansions: {
    eoy: 'end of the year',
    eom: 'end of the month',
    eow: 'end of the week',
    eoq: 'end of the quarter',
    midyear: 'mid year',
    midweek: 'mid week',
    midmonth: 'mid month',
    midsummer: 'mid summer',
    midwinter: 'mid winter',
    midcentury: 'mid century',
    yearend: 'year end',
  },
  words: {
    length: { '1 day': 'one day' },
    number: {
      '1': 'one',
      '2': 'two',
      '3': 'three',
      '4': 'four',
      '5': 'five',
      '6': 'six',
      '7': 'seven',
      '8': 'eight',
      '9': 'nine',
      '10': 'ten',
      '11': 'eleven',
      '12': 'twelve|a dozen|dozen',
      '13': 'thirteen',
      '14': 'fourteen',
      '15': 'fifteen',
      '16': 'sixteen',
      '17': 'seventeen',
      '18': 'eighteen',
      '19': 'nineteen',
      '20': 'twenty',
      '30': 'thirty',
      '40': 'forty',
      '50': 'fifty',
      '60': 'sixty',
      '70': 'seventy',
      '80': 'eighty',
      '90': 'ninety',
    },
    scale: {
      '100': 'hundred',
      '1000': 'thousand',
      '1000000': 'million',
      '1000000000': 'billion|bn',
      '1000000000000': 'trillion',
    },
    ordinal: {
      '1': 'first',
      '2': 'second|latter',
      '3': 'third',
      '4': 'fourth',
      '5': 'fifth',
      '6': 'sixth',
      '7': 'seventh',
      '8': 'eighth',
      '9': 'ninth',
      '10': 'tenth',
      '11': 'eleventh',
      '12': 'twelfth',
      '15': 'fifteenth',
      '-1': 'last|final|very last',
    },
    few: {
      '2-3':
        'a couple of|a couple|couple of|couple|a couple more|a couple of more|another couple of|another couple',
      '3-5': 'a few|few|a few more|another few|a few short|the few',
      '3-7': 'several|several more|another several',
    },
    half: { '0.5': 'half a|half an|a half|one half', '1.5': 'one and a half' },
    plus_half: { '0.5': 'and a half|and one half' },
    unit: {
      minute: 'minute|min',
      hour: 'hour|hr',
      day: 'day',
      week: 'week|wk',
      fortnight: 'fortnight',
      month: 'month|mo',
      quarter: 'quarter',
      year: 'year|yr',
      decade: 'decade',
      century: 'century',
    },
    units: {
      minute: 'minutes|mins',
      hour: 'hours|hrs',
      day: 'days',
      week: 'weeks|wks',
      fortnight: 'fortnights',
      month: 'months|mos|mths',
      quarter: 'quarters',
      year: 'years|yrs',
      decade: 'decades',
      century: 'centuries',
    },
    weekend: { weekend: 'weekend|week end' },
    month: {
      '1': 'january|jan',
      '2': 'february|feb',
      '3': 'march',
      '4': 'april|apr',
      '5': 'may',
      '6': 'june|jun',
      '7': 'july|jul',
      '8': 'august|aug',
      '9': 'september|sept|sep',
      '10': 'october|oct',
      '11': 'november|nov',
      '12': 'december|dec',
    },
    weekday: {
      '1': 'monday|mon',
      '2': 'tuesday|tue|tues',
      '3': 'wednesday|wed',
      '4': 'thursday|thu|thur|thurs',
      '5': 'friday|fri',
      '6': 'saturday|sat',
      '7': 'sunday|sun',
    },
    season: {
      '3': 'spring|springtime',
      '6': 'summer|summertime',
      '9': 'autumn|fall',
      '12': 'winter|wintertime',
    },
    quarter: { q: 'q' },
    half_year: { half: 'half', h: 'h' },
    day: {
      '-1': 'yesterday|last night',
      '0': 'today|tonight|this morning|this afternoon|this evening|later today|later tonight|this very day|the end of today',
      '1': 'tomorrow',
      '2': 'the day after tomorrow|day after tomorrow',
    },
    daytime: {
      day: 'morning|afternoon|evening|night|noon|midday|midnight|close of business|close of play|cob|end of business|end of day|end of the business day|end of the working day|eod|close of markets|sundown|sunrise|sunset|dawn|lunchtime|lunch|early morning|late afternoon',
    },
    clock: {
      clock:
        "am|pm|o'clock|eastern|et|est|edt|gmt|utc|pt|pst|local time|eastern time|in the morning|in the afternoon|in the evening|at night|sharp",
    },
    part: {
      early:
        'early|early in|early on in|the early part of|early part of|the first part of|the opening months of',
      start: 'start|beginning|very beginning|very start|outset',
      first_half: 'front half|the front half',
      second_half: 'back half|the back half|latter half|the latter half',
      mid: 'mid|middle|midway through|halfway through',
      late: 'late|late in|the latter part of|latter part of|the last part of|the later part of|later part of',
      end: 'end|tail end|very end|close|conclusion|back end|tail',
      later: 'later|later in|later on in',
      earlier: 'earlier|earlier in',
    },
    which: {
      this: 'this|current|the current|this current|this very|this same|the present',
      next: 'next|the very next',
      coming: 'coming|upcoming|this coming|this upcoming|forthcoming|this next|following few',
      last: 'last|past|previous|this past|this last|preceding|these last|these past',
    },
    after_next: { after: 'after next' },
    next_to_that: {
      next: 'the one after|the following week|the following month|the following year',
    },
    this_time: { this: 'this time|the same time|about this time|this same time' },
    new_year: { new: 'new year' },
    relation: {
      in: 'in|in the space of',
      within:
        'within|inside|inside of|in less than|in under|in no more than|in not more than|within no more than|no more than|not more than|in fewer than|in at most|in a maximum of|in up to|within a period of|within a maximum of|within less than|not exceeding',
      by: 'by|no later than|not later than|on or before|by or before|not beyond|latest by|in time for|by the latest|no later then|not after|by at least',
      before:
        'before|ahead of|prior to|sooner than|earlier than|in the run-up to|in the runup to|in the lead-up to|in the leadup to|this side of|in advance of|previous to|by the time',
      after:
        'after|following|later than|once|upon|immediately after|right after|soon after|shortly after|immediately upon|immediately following|directly after|in the wake of|only after|as soon as possible after|in the aftermath of|until after|till after',
      when: 'when|whenever|the moment|the minute|the instant|the very moment|the day i|the day we',
      from: 'from|starting|beginning|effective|as of|commencing|no earlier than|not earlier than|no sooner than|not before|on or after|with effect from|starting from|effective as of|effective from|effective on',
      soonest: 'as early as|as soon as|in as little as|in as few as|as little as',
      until: "until|till|'til|til|up until|up till",
      on: 'on|at|come|on or about|on or around|toward|towards|as at',
      over: 'over|during|across|over the course of|during the course of|in the course of|over the span of|through the course of|over the space of|throughout the course of',
      for: 'for',
      since: 'since|ever since|dating from|as far back as|way back in',
      between: 'between|anywhere between|somewhere between|anywhere from|somewhere from',
      open_length:
        'in at least|in more than|in no less than|in not less than|in over|in just over|in well over|in a little over',
      at_most: 'less than|under|fewer than|up to',
      length_only:
        'through|throughout|lasting|for at least|for up to|for about|at least|more than|into|well into|for more than|for less than|for nearly|for almost|for over|lasts|lasted|beyond|a total of|no less than|over a period of|as long as|all through|a period of|for the duration of|than|as many as',
    },
    suffix: {
      latest:
        'at the latest|at most|at the most|tops|max|maximum|or less|or sooner|or earlier|or fewer|or before|latest|at the outside|at the very latest|if not sooner|if not before|or faster|if not earlier|or even sooner|maybe sooner|maybe less|perhaps sooner|perhaps less|possibly sooner',
      earliest:
        'at the earliest|at the very earliest|or later|or more|or longer|at the soonest|onwards|onward|and beyond|and after|or after|at a minimum|on out|maybe more|maybe longer|perhaps longer',
    },
    ago: { ago: 'ago|earlier|back|prior|previously|before that|or so ago|ago now|now past|past' },
    from_now: {
      now: 'from now|from today|hence|from this day|from tonight|from this moment|down the road|from right now|of today|of now|out from today|out from now',
    },
    time_possessive: { time: 'time' },
    last_of: { end: 'end|close' },
    is_over: {
      over: 'is out|is over|is up|are out|are up|are over|ends|end|runs out|run out|expires|expire|is through|is done|is finished|has ended|comes to an end|closes|is gone|have passed|has passed|have expired',
    },
    holiday: {
      new_years_day: "new year's day|new years day|new year's|new years",
      new_years_eve: "new year's eve|new years eve",
      christmas: 'christmas|christmas day|xmas|christmas time|christmastime',
      christmas_eve: 'christmas eve',
      boxing_day: 'boxing day',
      valentines_day: "valentine's day|valentines day|valentine's",
      st_patricks_day: "st. patrick's day|st patrick's day|saint patrick's day|st. patricks day",
      april_fools: "april fools|april fool's day|april fools' day|april fools day",
      halloween: 'halloween',
      groundhog_day: 'groundhog day',
      ash_wednesday: 'ash wednesday',
      palm_sunday: 'palm sunday',
      maundy_thursday: 'maundy thursday|holy thursday',
      good_friday: 'good friday',
      easter: 'easter|easter sunday|easter day',
      easter_monday: 'easter monday',
      ascension: 'ascension day',
      pentecost: 'pentecost|whit sunday',
      may_day: 'may day',
      labor_day: 'labor day|labour day',
      memorial_day: 'memorial day',
      veterans_day: "veterans day|veterans day|veteran's day",
      remembrance_day: 'remembrance day|armistice day',
      juneteenth: 'juneteenth',
      independence_day: 'independence day',
      fourth_of_july: 'fourth of july|4th of july|july fourth|july the fourth|the fourth of july',
      thanksgiving: 'thanksgiving|thanksgiving day',
      mlk_day: 'mlk day|martin luther king day|martin luther king jr. day|martin luther king jr day',
      presidents_day: "presidents day|president's day|presidents' day",
      columbus_day: "columbus day|indigenous peoples day|indigenous peoples' day",
      flag_day: 'flag day',
      mothers_day: "mother's day|mothers day",
      fathers_day: "father's day|fathers day",
      canada_day: 'canada day',
      bastille_day: 'bastille day',
      australia_day: 'australia day',
      anzac_day: 'anzac day',
      guy_fawkes: 'guy fawkes night|bonfire night',
    },
    event: {
      midterms: 'midterms|midterm|midterm election|midterm elections|mid-terms',
      election: 'election|elections|presidential race',
      primary: 'primary|primaries|caucus|caucuses|iowa caucuses|new hampshire primary|runoff|run-off',
      inauguration: 'inauguration|inaugural|swearing-in|swearing in|inauguration ceremony',
      term: 'term|presidency|administration|mandate|tenure|premiership|time in office|term in office|term of office',
      transition: 'transition|transition period',
      session:
        'session|legislative session|special session|lame duck|lame-duck session|lame duck session|sitting|sittings',
      congress: 'congress|parliament',
      legislature: 'legislature|legislative period|parliamentary term',
      recess:
        'recess|summer recess|august recess|christmas recess|easter recess|winter recess|summer break|winter break|spring break',
      budget: 'budget|spending review|autumn statement|spring statement|budget deadline',
      summit:
        'g7|g20|cop30|cop31|cop32|g7 summit|g20 summit|nato summit|un general assembly|summit|conference|meeting|talks|negotiations',
      convention: 'convention|national convention|party conference',
      referendum: 'referendum|plebiscite',
      vote: 'vote|ballot measure',
      hearing: 'hearing|hearings|confirmation hearing',
      trial: 'trial|verdict|sentencing|ruling|appeal',
      debate: 'debate|debates',
      state_of_the_union: 'state of the union|state of the union address|sotu',
      war: 'war|conflict|fighting|hostilities',
      ceasefire: 'ceasefire|cease-fire|truce|armistice|peace deal|peace agreement|peace treaty',
      pandemic: 'pandemic|outbreak|epidemic|emergency|crisis|state of emergency',
      shutdown: 'shutdown|government shutdown',
      holidays: 'holidays|holiday season|holiday|vacation|holiday shopping season',
      ramadan:
        'ramadan|eid|hanukkah|passover|diwali|lunar new year|chinese new year|rosh hashanah|yom kippur|eid al-fitr',
      olympics: 'olympics|olympic games|games|world cup|super bowl|world series',
      campaign: 'campaign|election campaign',
      season:
        'hurricane season|wildfire season|harvest|flu season|rainy season|monsoon|tax season|school year|academic year|school term|start of school',
      expiry: 'expiration|expiry|expiration date|due date|cutoff|deadline',
      anniversary: 'anniversary|centennial|bicentennial|250th birthday|birthday',
      parliament_dissolution: 'dissolution|dissolution of parliament',
    },
    event_phrase: {
      day_one:
        'day one|day 1|day-one|my very first day|the very first day|my first day|our first day|hour one|minute one',
      election_day: 'election day|polling day|election night',
      inauguration: 'inauguration day|being sworn in|sworn in|swearing in|getting sworn in',
      taking_office:
        'taking office|take office|takes office|assuming office|entering office|coming to office|assume office|return to office|returning to office',
      leaving_office: 'leave office|leaving office|leaves office|left office|leave the white house',
      in_office:
        'in office|on the job|in the white house|back in office|back in the white house|in the oval office|back in the oval office|in power|in government',
      super_tuesday: 'super tuesday',
      tax_day: 'tax day',
      being_elected:
        'being elected|election to office|my election|our election|his election|her election|getting elected',
      back_to_school: 'back to school|back-to-school',
    },
    event_adjective: {
      adjective:
        'presidential|general|federal|national|local|state|municipal|european|parliamentary|congressional|senate|house|gubernatorial|special|joint|annual|new|nato|un|eu|brics|cop|g|party|republican|democratic|labour|conservative|white house|supreme court|november|legislative|full|entire|whole|trump|biden|civil|ongoing|current|big|snap|early|regular|international|world|global|climate|second world',
      owner: 'my|our|your|his|her|their|its|this|that',
    },
    not_event: {
      no: 'court|committee|judge|god|house|senate|people|nation|world|american people|camera|cameras|board|grand jury|jury|media|us|me|him|them|it|you|that|this|these|those|all|which|what|cartels|everyone|everything|anyone|each|themselves|fact|eyes|anything|others|another|america|fashion|so',
    },
    idiom: {
      overnight: 'overnight',
      none: 'at the end of the day|day to day|in the meantime|in the meanwhile|for the time being|once upon a time|at the same time|24/7|9/11|after all|once again|once more|never before|in the first place|first of all|second to none|in the end|year in year out|day in day out|day after day|day by day|week by week|month by month|year by year|year after year|week after week|month after month|night after night|time after time|when it comes to|around the clock|by the day|by the hour|by the minute|by the week|by the month|in this day and age|sunday school|these days|the other day|black friday|cyber monday|ruby tuesday|before my eyes|before our eyes|like before|as before|than ever before|ever before|long before|the day before|the week before|the year before|the night before|the month before|on the one hand|on the other hand|from day to day|one on one|in the middle of the night|by far|by and large|by the way|before and after|in time|on time|ahead of time|from time to time|two by four|in the year of our lord|once and for all|all at once|on a daily basis|day job|rainy day|to this day|may or may not|first things first|second guess|in the last analysis|in the last resort|for once|once in a generation|once in a lifetime|go after|going after|goes after|went after|gone after|look after|looking after|looks after|named after|come before|comes before|came before|stand before|stood before|appear before|put before|term limits|term limit|election integrity|election fraud|war crimes|budget deficit|campaign finance|once in a while|for now|second amendment|first amendment|first lady|year old|second class|third world|second hand|sooner than you think|when you think about it|on the second|in the fall of|after dark|in one go|as of late|as of yet|as of now|so far|or else',
    },
    newsroom_unit: {
      working_days:
        'working days|working day|business days|business day|sitting days|sitting day|parliamentary sitting days|parliamentary days|legislative days|legislative day|session days|working weeks|trading days|court days|school days|sitting weeks|congressional days|parliamentary sitting weeks',
      fiscal_year:
        'fiscal year|financial year|tax year|fy|budget year|fiscal|budget cycle|fiscal quarter|fiscal years',
    },
    hedge: {
      hedge:
        "maybe|perhaps|probably|possibly|potentially|presumably|hopefully|likely|i think|i believe|i guess|i suppose|i would say|i'd say|i would think|i would imagine|i imagine|could be|might be|might|may be|we'll see|we will see|let's see|or so|something like that|or something|or thereabouts|give or take|i hope|we hope|hope to|hoping to|hoping|we're hoping|we think|we believe|in all likelihood|most likely|very likely|more or less|kind of|sort of|ish|or whatever|with any luck|if all goes well|god willing|ideally|tentatively|who knows|on or about|on or around|could|roughly speaking|i don't know|not sure|i would hope|i'd like to think|thereabouts|if we're lucky|maybe sooner|perhaps sooner|possibly sooner|maybe less|perhaps less|maybe more|maybe longer|perhaps longer|with luck|conceivably|or maybe",
    },
    approx: {
      exact: 'only|just|another|exactly',
      near: 'around|circa|sometime around|somewhere around|right around|roughly around',
      before:
        'about|roughly|approximately|approx|some|close to|nearly|almost|something like|on the order of|in the neighborhood of|in the region of|pretty much|say|like|maybe|perhaps|probably|as much as|more like',
      after:
        'or so|or thereabouts|ish|give or take|or something|or something like that|roughly|approximately',
    },
    vague: {
      '7': 'immediately|right away|straight away|straightaway|asap|a.s.a.p.|as soon as possible|as soon as practicable|as soon as feasible|as soon as humanly possible|as soon as we can|as soon as i can|at once|without delay|instantly|this instant|momentarily|imminently|any day now|any day|any minute now|any minute|any second|any second now|any moment now|any moment|any hour now|forthwith|right now|as quickly as possible|as fast as possible|as fast as we can|as quickly as we can|promptly|in no time|in no time at all|at the earliest opportunity|at the earliest possible date|at the earliest possible opportunity|effective immediately|before you know it|with immediate effect|first thing|in the immediate future|the immediate future|within the immediate future|in short order|starting now|effective now|starting immediately|beginning immediately|on the double|at the earliest possible moment|as soon as is possible',
      '30': 'soon|very soon|real soon|pretty soon|shortly|very shortly|quickly|very quickly|swiftly|rapidly|fast|very fast|before long|before too long|not too long|in due course|in the near future|the near future|near future|in the not too distant future|in the not-too-distant future|in the not so distant future|in a little while|in a while|in a short while|in a short time|in a very short time|in a short period of time|in the short term|in the near term|sooner rather than later|speedily|expeditiously|in the coming days and weeks|in the days ahead|in the days to come|in the weeks ahead|in the weeks to come|over the weeks ahead|the coming days|any week now|when the time is right|when conditions allow|when conditions permit|when circumstances allow|when the time comes|at the right time|at the appropriate time|in a timely manner|in a timely fashion|fairly soon|quite soon|relatively soon|so soon|the sooner the better|down the line|in the next little while|in a bit|very very soon|any time now|anytime soon|some time soon|sometime soon|one of these days|much sooner|in the very near future|weeks away|days away|around the corner|just around the corner|on the horizon',
      '90': 'in the months ahead|in the months to come|over the months ahead|at some point|at some stage|sometime|some time|some point|some day|someday|one day|eventually|sooner or later|in the foreseeable future|the foreseeable future|in the medium term|ultimately|in good time|at a later date|at a later time|at a future date|later on|down the road|in the future|in the distant future|at a time of our choosing|over time|in the fullness of time|at some time|in the long run|in the long term|over the long term|over the long run|long-term|in the near to medium term|months away|in a matter of time|a matter of time',
      '365':
        'in the years ahead|in the years to come|for years to come|over the years ahead|in our lifetime|in my lifetime|in our lifetimes|within our lifetime|within my lifetime|years away|for generations to come|for decades to come',
    },
    matter_of: { matter: 'a matter of|matter of|a question of' },
    every: { every: 'every|each|per|every single|every other|any given|every few' },
    times: { times: 'once|twice|thrice|times|time' },
    frequency: {
      often:
        'daily|weekly|biweekly|monthly|quarterly|yearly|annually|annual|hourly|nightly|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends|weekdays|year-round|year round|all year|all day|all week|all month|all night|all summer|all winter|year over year|year-over-year|month over month|month-over-month|week over week|day and night|a year later|a day later|a week later|a month later|often|always|sometimes|regularly|24 hours a day|seven days a week|semiannual|semi-annually|bimonthly|all along|nowadays|currently',
    },
    past_word: {
      past: "was|were|wasn't|weren't|did|didn't|had|hadn't|went|came|took|saw|rose|fell|grew|began|became|ran|knew|wrote|broke|chose|drove|flew|fought|stole|spoke|been|rammed|ate|threw|wore|yesterday|used to|was going to|were going to|ago|won|lost|voted|shrank|sank|fled|shook|stood|drew|struck|swore|rode|tore|froze|died|thought|recently|earlier this|already",
    },
    past_participle: {
      past: 'hit|left|built|made|held|paid|sent|met|found|brought|kept|sold|done|seen|taken|given|gone|come|grown|risen|fallen|spent|led|bought|shot|cut|put|let|passed|signed|completed|finished|delivered|closed|increased|announced|repealed|secured|approved|released|introduced|removed|deported|banned|eliminated|ended|published|launched|created|added',
    },
    present: {
      is: "is|are|am|has|have|'re|'ve|do|does|'m|isn't|aren't|hasn't|haven't|represents|makes|pays|spends",
    },
    auxiliary: { have: "has|have|had|'ve|hasn't|haven't|hadn't" },
    future: {
      will: "will|won't|'ll|shall|going to|gonna|must|should|can|may|let's|want|wants|plan|plans|planning|planning to|promise|promises|pledge|pledges|vow|vows|aim|aims|hope|hopes|hoping|hope to|hoping to|intend|intends|expect|expects|expected|due|scheduled|slated|to be|need|needs|have to|has to|want to|wants to|ready to|set to|on track|committed to|commit to|commits to|looking to|about to|supposed to|goal|target|be|i'd like|cannot|can't|ought to|willing to|i'd|we'd|demand|demands|demanding|agree to|agreed to|ultimatum|deadline|may be|we'll see|we will see|you'll see|we hope|i hope|i would say|i'd say|likely|coming|trying to|try to|order|gotta|gotta be|got to",
      would: "would|could|might|wouldn't|could be|might be|couldn't|promised|pledged|vowed|promised to",
    },
    condition: { if: 'if|unless|whether' },
    attribution: {
      said: 'said|says|say|saying|told|tell|tells|told you|said that|announced|announcing|announce|announcement|promised|talking|talk|looking at|look at|looking|giving|give|take|takes|reported',
    },
    superlative: {
      first: 'first|only|first time',
      most: 'most|best|worst|biggest|largest|lowest|highest|greatest|fastest|strongest|longest|ever|never|record|unprecedented|least|smallest|weakest|slowest|steepest|deadliest|richest|poorest|busiest|hottest|coldest|driest|more than any|lower than|higher than|closest|toughest|deepest|sharpest|oldest|youngest|safest|rarest',
    },
    have: {
      have: "have|has|had|got|get|gets|'ve|having",
      give: 'give|gives|giving|gave|given|grant|grants|allow|allows',
    },
    scheduled: {
      scheduled:
        'scheduled|set|slated|planned|due|on track|targeted|booked|expected|penciled in|pencilled in|timed|date|aiming|shooting|plan|planning|target|targeting|penciled',
    },
    deadline_noun: {
      deadline:
        'deadline|deadlines|ultimatum|clock|countdown|plan|action plan|timeline|timetable|timeframe|time frame|time limit|target|roadmap|schedule|limit|sprint|deadline to',
    },
    age: {
      age: 'old|of age|in a row|running|straight|long|early|late|overdue|left|behind|ahead|younger|older|longer|in prison|in jail|in office|earlier than|later|apart|consecutive|consecutively|more|already|each|of experience|worth|later than|faster|into|per|away',
    },
    filler: {
      verb: 'phased in|phase in|phasing in|kick in|kicks in|come in|comes in|bring in|bring them in|phased out|ushered in',
      sometime: 'sometime|some time|at some point|somewhere|some point',
      now: 'now|today',
      other:
        "well|so|uh|um|er|ah|oh|it|it'll|that's|there|there's|you know|i mean|like|just|only|even|say|look|okay|ok|yes|yeah|yep|no|done|ready|out|up|very|sure|please|folks|frankly|actually|right|then|but|because|believe me|i promise|promise|promised|watch|mark my words|see|hear|know|think|find|figure|tell|said|do|doing|happen|happens|happening|here|big|great|good|really|honestly|coming|also|still|exactly|i tell you|thing|things|announcing|deadline|target|due|expected|scheduled|timeline|to be|to|complete|completed|finished|deal|as well|too|else|not|time|delivered|starting|already|later|sir|everybody|everyone|all|done in|get|getting|have|has|got|give|me|us|them|him|we're|answer|action|back|start|work|need|want|take|takes|more",
    },
    article: { the: 'the|these|those' },
    one: { a: 'a|an' },
    pronoun: { i: 'i|we|you|he|she|they|it|who|that|congress|somebody|someone|everyone|people|this' },
    possessive: { s: "'s|'" },
    of: { of: 'of|in the month of' },
    or: {
      or: 'or|and/or|or maybe|or perhaps|or possibly|or even|maybe|or at the latest|possibly|perhaps|even',
    },
    and: { and: 'and|&|and then|plus' },
    to: { to: 'to|thru|through' },
    not: {
      not: "not|never|nor|rather than|instead of|isn't|aren't|don't|doesn't|didn't|won't|can't|cannot|wouldn't|nothing|no|none|neither",
    },
    adjective: {
      filler:
        'more|full|short|whole|calendar|additional|extra|very|long|solid|entire|quick|consecutive|critical|little|good|further|odd|brief',
    },
    not_a_year: {
      count:
        'percent|per cent|dollars|dollar|euros|pounds|jobs|people|votes|points|cents|miles|men|women|soldiers|troops|workers|families|members|houses|homes|units|acres|feet|pages|students|pupils|children|kids|refugees|migrants|tons|tonnes|barrels|megawatts|gigawatts|mw|gw|km|kilometers|calories|deaths|cases|degrees|seats|delegates|schools|teachers|nurses|doctors|cities|counties|countries|companies|businesses|voters|residents|patients|beds|officers|agents|trillion|terms|numbers|other|times|years|year|days|weeks|months|hours|miles|additional|new|more|federal|different',
    },
  },
};
