/** Function words by language, folded: they say in which language a text is, and say nothing of what it is about. */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const STOP_WORDS = {
  en: words(`a about after all also am an and any are arent as at be because been being but by can cannot cant could
    couldnt did didnt do does doesnt doing dont down each either else ever for from get gets getting got had hadnt has
    hasnt have havent having he hed hell her here hers herself hes him himself his how i id if ill im in into is isnt
    it itd itll its itself ive just let lets like may me might more most much must my myself no nor not now of off oh
    on once only onto or other our ours ourselves out over own really s same shall she shed shes should shouldnt so
    some such t than that thats the their theirs them themselves then there theres these they theyd theyll theyre
    theyve this those though through thus to too until up upon us very was wasnt we wed well were werent weve what
    whats when where which while who whom whos whose why will with without wont would wouldnt yes yet you youd youll
    your youre yours yourself yourselves youve know going go goes said say says saying want think thing things`),
  de: words(`der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren wird werden wurde
    hat haben hatte ich du er sie es wir ihr mit von vom zu zum zur im in auf aus bei nach fur uber unter auch noch nur
    dass wenn wie was wer als so sich sein seine kein keine am an um durch gegen`),
  es: words(`el la los las un una unos unas y o pero no es son era fue han ha hay de del al en con por para que se su sus
    lo le les como mas muy ya esta este esto estos estas si sin sobre entre cuando donde porque tambien yo ella ellos
    nosotros ser sido`),
  fr: words(`le la les un une des et ou mais ne pas est sont etait a ont de du au aux en dans avec par pour que qui se
    sa son ses ce cette ces il elle ils elles nous vous je sur sous plus comme si sans entre quand aussi etre ete`),
  it: words(`il lo la i gli le un uno una e o ma non sono era ha hanno di del della dei al alla in nel nella con per che
    si suo sua come piu anche questo questa se tra quando dove perche essere stato`),
  pt: words(`o a os as um uma e ou mas nao sao foi tem ha de do da dos das ao em no na nos nas com por para que se seu
    sua como mais tambem este esta isso sem sobre entre quando onde porque ser`),
  nl: words(`de het een en of maar niet is zijn was waren wordt worden heeft hebben ik je hij zij wij met van voor te
    in op uit bij naar over ook nog als dat die dit er aan om door geen`),
  pl: words(
    `i w na z do nie sie jest to ze o jak ale po co tak za od przez dla czy juz tylko byl byla jego jej ich`,
  ),
  uk: words(
    `і й в у на з до не що як це та але за від про для або був була було його її їх ми ви вони який яка`,
  ),
  ru: words(
    `и в на с до не что как это но за от про для или был была было его ее их мы вы они который к по из у`,
  ),
} as const satisfies Record<string, readonly string[]>;
