/** Names that say the same and names of one kind: what an exchange of one for another is known by. English. */

/** Pairs of a state's name and its postal letters. */
const STATES = `Alabama AL,Alaska AK,Arizona AZ,Arkansas AR,California CA,Colorado CO,Connecticut CT,Delaware DE,Florida FL,
Georgia GA,Hawaii HI,Idaho ID,Illinois IL,Indiana IN,Iowa IA,Kansas KS,Kentucky KY,Louisiana LA,Maine ME,Maryland MD,
Massachusetts MA,Michigan MI,Minnesota MN,Mississippi MS,Missouri MO,Montana MT,Nebraska NE,Nevada NV,New Hampshire NH,
New Jersey NJ,New Mexico NM,New York NY,North Carolina NC,North Dakota ND,Ohio OH,Oklahoma OK,Oregon OR,Pennsylvania PA,
Rhode Island RI,South Carolina SC,South Dakota SD,Tennessee TN,Texas TX,Utah UT,Vermont VT,Virginia VA,Washington WA,
West Virginia WV,Wisconsin WI,Wyoming WY`;

/** A country with the other words for it and its people, the first that by which it is known here. */
const COUNTRIES = `united states|usa|america|american|americans,united kingdom|uk|britain|british|great britain,
england|english,scotland|scottish,wales|welsh,ireland|irish,north korea|north korean|north koreans|dprk,
south korea|south korean|south koreans,korea|korean|koreans,china|chinese,taiwan|taiwanese,japan|japanese,
russia|russian|russians,soviet union|soviet|ussr,ukraine|ukrainian|ukrainians,germany|german|germans,
france|french,italy|italian|italians,spain|spanish,portugal|portuguese,netherlands|dutch|holland,belgium|belgian,
switzerland|swiss,austria|austrian,sweden|swedish,norway|norwegian,denmark|danish,finland|finnish,iceland,
poland|polish,hungary|hungarian,czech republic|czech|czechia,greece|greek,turkey|turkish,romania|romanian,
bulgaria|bulgarian,serbia|serbian,croatia|croatian,israel|israeli|israelis,palestine|palestinian|palestinians,
iran|iranian|iranians,iraq|iraqi|iraqis,syria|syrian|syrians,saudi arabia|saudi|saudis,yemen|yemeni,
qatar,kuwait,jordan|jordanian,lebanon|lebanese,egypt|egyptian,libya|libyan,tunisia,algeria,morocco|moroccan,
afghanistan|afghan,pakistan|pakistani,india|indian|indians,bangladesh,sri lanka,nepal,myanmar|burma,
thailand|thai,vietnam|vietnamese,cambodia,indonesia|indonesian,malaysia,singapore,philippines|filipino,
australia|australian|australians,new zealand,canada|canadian|canadians,mexico|mexican|mexicans,cuba|cuban|cubans,
venezuela|venezuelan,colombia|colombian,brazil|brazilian,argentina|argentine,chile|chilean,peru|peruvian,
guatemala|guatemalan,bolivia|bolivian,ecuador|ecuadorian,paraguay,uruguay,costa rica,dominican republic,
tanzania,uganda|ugandan,zambia,mozambique,angola,senegal,mali,niger,burkina faso,ivory coast,cameroon,gabon,eritrea|eritrean,
madagascar,namibia,botswana,malawi,burundi,armenia|armenian,azerbaijan|azerbaijani,kazakhstan|kazakh,uzbekistan,kyrgyzstan,
tajikistan,turkmenistan,mongolia|mongolian,laos,belarus|belarusian,moldova|moldovan,lithuania|lithuanian,latvia|latvian,
estonia|estonian,slovakia|slovak,slovenia|slovenian,bosnia|bosnian,kosovo,albania|albanian,north macedonia,montenegro,
luxembourg,malta|maltese,cyprus|cypriot,greenland,oman,bahrain,united arab emirates|uae|emirati,brunei,maldives,fiji,honduras|honduran,el salvador|salvadoran,nicaragua,panama,haiti|haitian,jamaica|jamaican,
nigeria|nigerian,kenya|kenyan,ethiopia|ethiopian,somalia|somali|somalis,sudan|sudanese,south africa|south african,
ghana,zimbabwe,rwanda,congo,puerto rico|puerto rican,european union|eu,europe|european|europeans,africa|african|africans,
asia|asian`;

const PARTIES = `republican party|republican|republicans|gop,democratic party|democrat|democrats|democratic|dems,
libertarian party|libertarian|libertarians,green party|greens,labour party|labour,conservative party|conservatives|tory|tories,
liberal democrats|lib dems,social democrats|spd`;

const FAITHS = `muslim|muslims|islamic|islam,catholic|catholics,protestant|protestants,evangelical|evangelicals,jew|jews|jewish,
hindu|hindus,buddhist|buddhists,mormon|mormons,sikh|sikhs,atheist|atheists,shia|shiite|shiites,sunni|sunnis,baptist|baptists,
methodist|methodists,lutheran|lutherans,presbyterian|presbyterians,anglican|anglicans,quaker|quakers,amish,pentecostal|pentecostals`;

const CITIES = `new york city|nyc,los angeles,chicago,houston,phoenix,philadelphia,san antonio,san diego,dallas,austin,fort worth,
san francisco,seattle,denver,boston,nashville,detroit,las vegas,memphis,baltimore,milwaukee,albuquerque,sacramento,atlanta,
miami,oakland,minneapolis,tampa,cleveland,new orleans,pittsburgh,cincinnati,st louis|saint louis,orlando,charlotte,portland,
columbus,indianapolis,kansas city,salt lake city,buffalo,newark,baton rouge,toronto,vancouver,montreal,ottawa,mexico city,
london,paris,berlin,madrid,barcelona,rome,milan,vienna,zurich,geneva,brussels,amsterdam,copenhagen,stockholm,oslo,helsinki,
warsaw,prague,budapest,athens,lisbon,dublin,glasgow,edinburgh,manchester,liverpool,birmingham,munich,hamburg,frankfurt,cologne,
moscow,kyiv|kiev,kharkiv,odesa|odessa,istanbul,ankara,jerusalem,tel aviv,gaza,beirut,damascus,aleppo,baghdad,mosul,tehran,riyadh,
dubai,cairo,tripoli,benghazi,lagos,nairobi,johannesburg,cape town,mumbai,new delhi|delhi,kabul,kandahar,karachi,islamabad,lahore,
beijing,shanghai,hong kong,wuhan,tokyo,osaka,seoul,pyongyang,manila,jakarta,bangkok,hanoi,sydney,melbourne,havana,caracas,
bogota,lima,santiago,buenos aires,rio de janeiro,sao paulo`;

const MONTHS = `january|jan,february|feb,march,april|apr,may,june,july,august|aug,september|sept|sep,october|oct,
november|nov,december|dec`;
const WEEKDAYS = 'monday,tuesday,wednesday,thursday,friday,saturday,sunday';

const BODIES = `congress|congressional,senate,house of representatives|house,supreme court|scotus,white house,
fbi,cia,nsa,irs,epa,cdc,fda,nasa,nato,united nations|un,world health organization|who,
pentagon|department of defense|defense department,state department|department of state,treasury,justice department|department of justice|doj,
homeland security|dhs,fema,usda,fcc,ftc,imf|international monetary fund,world bank,opec,world trade organization|wto,
hamas,hezbollah,taliban,islamic state|isis|isil,al qaeda,guantanamo|guantanamo bay|gitmo,red cross,unicef,unesco,nra,aclu,naacp,planned parenthood,aarp,
harvard,yale,stanford,princeton,european commission,european parliament,bundestag,kremlin,interpol,scotland yard,
medicare,medicaid,social security,affordable care act|obamacare|aca`;

const COMPANIES = `facebook|meta,twitter,instagram,youtube,google,apple,amazon,microsoft,walmart,target,starbucks,mcdonald|mcdonalds,
tiktok,tesla,spacex,boeing,airbus,pfizer,moderna,merck,astrazeneca,bayer,monsanto,exxon|exxonmobil,chevron,bp,disney,netflix,
uber,lyft,ibm,nike,adidas,pepsi|pepsico,coca cola,siemens,huawei,samsung,toyota,volkswagen,general motors|gm,goldman sachs,
wells fargo,bank of america,verizon,comcast,fedex,costco,intel,nvidia,oracle,dell,ford,honda,nissan,bmw,mercedes,renault,fiat,peugeot,novartis,roche,sanofi,gsk,shell,totalenergies,nestle,unilever,
ikea,spotify,paypal,visa,mastercard,alibaba,tencent,xiaomi,nokia,ericsson,sony,nintendo,lufthansa,ryanair,deutsche bank,ubs,credit suisse,morgan stanley,jpmorgan,
citigroup,barclays,hsbc,
fox news|fox,cnn,msnbc,nbc,abc,cbs,new york times|nyt,washington post`;

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

/** Each way to say a name, folded → the name and its kind. */
const known = new Map<string, { name: string; kind: string }>();
const learn = (text: string, kind: string): void => {
  for (const group of list(text)) {
    const [name = '', ...others] = group.toLowerCase().split('|');
    for (const each of [name, ...others]) known.set(each, { name, kind });
  }
};
learn(COUNTRIES, 'country');
learn(PARTIES, 'party');
learn(MONTHS, 'month');
learn(WEEKDAYS, 'weekday');
learn(BODIES, 'body');
learn(COMPANIES, 'company');
learn(FAITHS, 'faith');
learn(CITIES, 'city');
for (const state of list(STATES)) {
  const name = state.slice(0, -3).toLowerCase();
  known.set(name, { name, kind: 'state' });
}
export const POSTAL = new Map(
  list(STATES).map((state) => [state.slice(-2), state.slice(0, -3).toLowerCase()]),
);

/** The name that these folded words are another word for, and its kind. */
export const knownName = (words: string): { name: string; kind: string } | undefined => known.get(words);

/** The most words that a known name has. */
export const NAME_WORDS = 3;

/** Short and long forms of first names, each list one name. */
const FIRST_NAMES = `william bill will billy,robert bob bobby rob,richard dick rick ricky,james jim jimmy jamie,john jack johnny,
joseph joe joey,michael mike mick,thomas tom tommy,charles charlie chuck,edward ed eddie ted,theodore ted teddy,
deborah debbie debra deb,elizabeth liz beth betty eliza,katherine kathy kate katie catherine,margaret maggie peggy meg,
barbara barb,susan sue suzy,patricia pat patty,patrick pat,christopher chris,christine chris,daniel dan danny,
david dave,donald don,ronald ron ronnie,kenneth ken kenny,steven steve stephen,anthony tony,benjamin ben,
samuel sam,alexander alex,alexandria alex,andrew andy drew,matthew matt,gregory greg,jeffrey jeff geoffrey,
timothy tim,gerald jerry gerry,lawrence larry,nicholas nick,bernard bernie,francis frank,franklin frank,
frederick fred,harold harry hal,henry hank harry,leonard len lenny,philip phil,raymond ray,ronald ron,
stanley stan,vincent vince,walter walt,abigail abby,rebecca becky,jennifer jen jenny,jessica jess,
kimberly kim,nancy nan,pamela pam,sandra sandy,victoria vicky,mitchell mitch,rudolph rudy,newton newt`;
const sameFirst = new Map<string, Set<number>>();
for (const [i, group] of list(FIRST_NAMES).entries()) {
  for (const name of group.split(/\s+/)) sameFirst.set(name, new Set([...(sameFirst.get(name) ?? []), i]));
}

/** Whether two folded words are forms of one first name. */
export const isSameFirstName = (one: string, other: string): boolean => {
  const groups = sameFirst.get(other);
  return one === other || [...(sameFirst.get(one) ?? [])].some((group) => groups?.has(group) === true);
};

/** Family names of politics and the news that are English words too. */
export const NAMES_THAT_ARE_WORDS: ReadonlySet<string> = new Set(
  `trump bush gore rice pence cruz brown walker paul perry scott rubio warren sanders harris biden clinton carter ford
  grant may johnson obama putin musk gates cook jobs bloomberg booker paul price sessions holder powell kerry palin
  ryan romney mccain reagan nixon cuomo newsom abbott desantis christie kasich carson fiorina huckabee`.split(
    /\s+/,
  ),
);
