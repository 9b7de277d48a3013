/** German: the words around a time that say what it is: verbs by tense, denials, hedges, asides. */
import type { LanguageTable } from './types.ts';

const UNITS = ['stunden', 'tage', 'wochen', 'monate', 'jahre'];
const DATIVE: Record<string, string> = { tage: 'tagen', monate: 'monaten', jahre: 'jahren' };
const CONTRASTS: readonly [days: string, shorter: string][] = [
  ['2', 'stunden'],
  ['7', 'tage'],
  ['30', 'wochen'],
  ['90', 'monate'],
];

/** "Eher Wochen als Monate", "lieber in Tagen als in Wochen". */
function ratherThan(days: string): string {
  return CONTRASTS.filter((contrast) => contrast[0] === days)
    .flatMap(([, shorter]) =>
      UNITS.filter((unit) => unit !== shorter).flatMap((longer) => {
        const [few, many] = [DATIVE[shorter] ?? shorter, DATIVE[longer] ?? longer];
        return ['eher', 'lieber', 'mehr'].flatMap((rather) => [
          `${rather} ${shorter} als ${longer}`,
          `${rather} in ${few} als in ${many}`,
          `${rather} eine frage von ${few} als von ${many}`,
        ]);
      }),
    )
    .join('|');
}

const PAST =
  'war|waren|wurde|wurden|hatte|hatten|gab|gaben|kam|kamen|ging|gingen|nahm|nahmen|stieg|stiegen|fiel|fielen|begann|begannen|gewann|gewannen|verlor|verloren|starb|starben|beschloss|beschlossen wir|machte|machten|sagte|sagten|worden|galt|galten|hieß|hießen|sprach|sprachen|stand|standen|lag|lagen|sah|sahen|schrieb|schrieben|blieb|blieben|trat|traten|fand|fanden|führte|führten|brachte|brachten|dachte|dachten|wusste|wussten|konnte|konnten|musste|mussten|wollte|wollten|durfte|durften|lebte|lebten|setzte|setzten|stellte|stellten|zeigte|zeigten|erklärte|erklärten|versprach|versprachen|verhandelten|verhandelte|stimmte|stimmten|wählte|wählten|erhielt|erhielten|schuf|schufen|baute|bauten|sank|sanken|wuchs|wuchsen|endete|endeten|scheiterte|scheiterten|übernahm|übernahmen|unterschrieb|unterschrieben wir|vereinbarten|einigten|legte|legten|schloss|schlossen|zog|zogen|hielt|hielten|ließ|ließen|lief|liefen|dauerte|dauerten|kostete|kosteten|traf|trafen|half|halfen|verabschiedete|verabschiedeten|kündigte|kündigten|startete|starteten|gelang|gelangen|geschah|erlebten|erlebte|zahlte|zahlten|warnte|warnten|forderte|forderten|glaubte|glaubten|meinte|meinten|saß|saßen|flog|flogen|fuhr|fuhren|griff|griffen|rief|riefen|redete|redeten|öffnete|öffneten|senkte|senkten|erhöhte|erhöhten';

export const deSpeech: LanguageTable['words'] = {
  idiom: {
    overnight: 'über nacht',
    none: 'lieber heute als morgen|heute als morgen|von heute auf morgen|von tag zu tag|von woche zu woche|von monat zu monat|von jahr zu jahr|tag für tag|woche für woche|monat für monat|jahr für jahr|tag und nacht|jahrein jahraus|eines tages früher|nach wie vor|vor allem|vor ort|im großen und ganzen|zum ersten mal|zum zweiten mal|zum letzten mal|nach und nach|ab und zu|von zeit zu zeit|im namen|nach hause|guten morgen|guten abend|guten tag|auf und ab|zu hause|von heute auf morgen|von gestern auf heute|heute, morgen und übermorgen|heute, morgen und auch übermorgen|heute und morgen und übermorgen|heute wie morgen|gestern wie heute|gestern, heute und morgen|heute und in zukunft|heute und auch in zukunft|von heute und morgen|von heute|von gestern|vor kurzem|bis vor kurzem|erst vor kurzem|vor kurzer zeit|bis vor kurzer zeit|vor langer zeit|vor langem|seit kurzem|seit langem|seit jeher|seit eh und je|bis zuletzt|bis heute|bis jetzt|bis dato|bis anhin|bis dahin|bis dann|bis auf weiteres|bis gestern|bislang|vor einiger zeit|bis vor einiger zeit|ausgangssperre über nacht|ausgangssperren über nacht|parken über nacht|betreuung über nacht|aufenthalt über nacht|schließung über nacht|zug über nacht|arbeit über nacht|betrieb über nacht|erfolg über nacht|wandel über nacht|wunder über nacht|lösung über nacht|lösungen über nacht|fünf vor zwölf|fünf nach zwölf|eine minute vor zwölf|auf einen schlag|am ende des tages|im ersten schritt|in erster linie|in zweiter linie|an erster stelle|frohe weihnachten|frohes neues jahr|frohe ostern|tag der offenen tür|im ersten moment|alle tage|eines schönen tages|zur zeit|derzeit|heutzutage|hier und heute|rund um die uhr|black friday|in letzter minute|zu beginn meiner rede|schritt für schritt|ein für alle mal|auf jahre hinaus|vom ersten tag an|heute geboren|heute geborene|heute geborenen',
  },
  hedge: {
    hedge:
      'vielleicht|wahrscheinlich|vermutlich|möglicherweise|womöglich|hoffentlich|eventuell|wohl|ich denke|ich glaube|denke ich|glaube ich|könnte|könnten|oder so|mal sehen|schauen wir mal|wir werden sehen|voraussichtlich|unter umständen|hoffe ich|ich hoffe|in etwa|oder so ähnlich|gegebenenfalls|wenn alles gut geht|dürfte|dürften|ich schätze|schätze ich|ich vermute|vermute ich|wir hoffen|hoffen wir|mehr oder weniger|ohne gewähr|bestenfalls|im besten fall|im günstigsten fall|ich gehe davon aus|gehe ich davon aus|wir gehen davon aus|gehen wir davon aus|nach jetzigem stand|nach heutigem stand|stand heute|stand jetzt|mit etwas glück|so gott will|wenn nichts dazwischenkommt|wenn alles klappt|wenn alles nach plan läuft|allenfalls|tendenziell|nach menschlichem ermessen|aller voraussicht nach',
  },
  vague: {
    '2': ratherThan('2'),
    '7': `sofort|umgehend|unverzüglich|so schnell wie möglich|so schnell es geht|so schnell es irgend geht|schnellstmöglich|so bald wie möglich|sobald wie möglich|sobald als möglich|so rasch als möglich|baldmöglichst|ehestmöglich|frühestmöglich|zum frühestmöglichen zeitpunkt|zum nächstmöglichen zeitpunkt|schnellstens|raschestmöglich|ab sofort|mit sofortiger wirkung|auf der stelle|jeden moment|jeden augenblick|jederzeit|jeden tag soweit|so rasch wie möglich|unmittelbar|ohne verzug|ohne schuldhaftes zögern|schleunigst|im handumdrehen|in windeseile|mit hochdruck|${ratherThan('7')}`,
    '30': `bald|sehr bald|schon bald|demnächst|zeitnah|in kürze|kurzfristig|rasch|schnell|zügig|möglichst bald|möglichst rasch|möglichst zügig|möglichst zeitnah|in nächster zeit|in der nächsten zeit|in naher zukunft|in absehbarer zeit|zu gegebener zeit|in den nächsten tagen und wochen|in den kommenden tagen und wochen|in den nächsten wochen und monaten|in den kommenden wochen und monaten|möglichst schnell|in bälde|baldigst|über kurz oder lang|alsbald|binnen kurzem|innert kurzem|über kurz|dieser tage|in diesen tagen|zum geeigneten zeitpunkt|zu einem geeigneten zeitpunkt|zum gegebenen zeitpunkt|zum richtigen zeitpunkt|zur rechten zeit|zu passender zeit|beizeiten|nächstens|wenn die zeit reif ist|wenn die zeit gekommen ist|wenn es so weit ist|wenn es soweit ist|sobald es geht|sobald es möglich ist|sobald die umstände es erlauben|fristgerecht|${ratherThan('30')}`,
    '90': `irgendwann|irgendwann einmal|eines tages|mittelfristig|langfristig|früher oder später|in zukunft|zukünftig|künftig|zu einem späteren zeitpunkt|auf absehbare zeit|perspektivisch|später|in ferner zukunft|auf lange sicht|auf mittlere sicht|auf kurze sicht|auf dauer|mit der zeit|über die zeit|im laufe der zeit|letztlich|letzten endes|${ratherThan('90')}`,
  },
  loose_length: {
    short:
      'kurzer|kurzen|kürzester|kürzeren|nächster|naher|nützlicher|angemessener|angemessenen|absehbarer|absehbaren|überschaubarer|überschaubaren|vertretbarer|sehr|ganz|relativ|möglichst|nicht|allzu|zu|so|ferner|vernünftiger|vorgesehenen|vorgegebenen|gesetzter|gebotener',
  },
  loose_time: { '30': 'frist|zeit|zeitraum|zukunft|zeitspanne|abständen|weile|zeithorizont' },
  past_word: { past: PAST },
  past_participle: {
    past: 'gemacht|beschlossen|verabschiedet|geschaffen|gebaut|unterzeichnet|eingeführt|erreicht|verloren|gewonnen|abgestimmt|unterschrieben|getan|gesagt|gegeben|genommen|gefunden|gebracht|geholfen|versprochen|vorgelegt|umgesetzt|durchgesetzt|aufgenommen|abgeschlossen|aufgelegt|abgeschafft|ausgegeben|eingeleitet|angekündigt|zugesagt|zugestimmt|festgelegt|hingelegt|dargelegt|vorangebracht|auf den weg gebracht',
    perfect:
      'gestiegen|angestiegen|gesunken|zurückgegangen|gekommen|angekommen|zustande gekommen|gegangen|gewesen|geworden|gefallen|gewachsen|geblieben|gescheitert|entstanden|gelungen|geschehen|passiert|verschwunden|eingetreten|ausgetreten|zurückgetreten|gestorben|explodiert|verstrichen|vergangen|aufgetreten|ausgelaufen|gestartet|gefahren|gereist|geflohen|eingebrochen',
  },
  present: {
    is: 'hat|haben|habe|gibt|beträgt|betragen|kostet|kosten|liegt|liegen|lebt|leben|wohnt|wohnen|verdient|verdienen|leidet|leiden|fehlt|fehlen|weiß|heißt|bedeutet|gehört|gehören|dauert|umfasst|erlebt|erleben|wartet|warten|geht|arbeitet|zählt|zählen|denkt|stehen wir|bleibt|bleiben',
    be: 'ist|sind|bin|seid',
  },
  auxiliary: { have: 'hat|haben|habe|habt|hast|hatte|hatten', would: 'hätte|hätten|wäre|wären' },
  future: {
    will: 'wird|werden|werde|werdet|wirst|will|wollen|wollt|soll|sollen|muss|müssen|kann|können|darf|dürfen|möchte|möchten|plant|planen|plane|versprechen|verspricht|verspreche|garantiere|garantieren|garantiert|kommt|kommen|spätestens|frist|ultimatum|machen|bringen|legen|schließen|beenden|senken|abschaffen|bauen|schaffen wir|beabsichtigt|beabsichtigen|strebt an|streben|rechne|rechnen|rechnet|erwarte|erwarten|erwartet|fordere|fordern|fordert|verlange|verlangen|verlangt|kündigt|kündige|steht an',
    goal: 'ziel|zielsetzung|vorhaben|zusage|vorsatz',
    would: 'würde|würden|könnte|könnten|sollte|sollten|dürfte|dürften|hätte|hätten|wäre|wären',
  },
  condition: { if: 'falls|sofern', whether: 'ob' },
  conjunction: { opens: 'bevor|ehe|noch bevor|nachdem|sobald|wenn|erst wenn' },
  contrast: { but: 'sondern|vielmehr' },
  correction: {
    between_marks: 'nein|ne|halt|moment|pardon|quatsch|falsch|stopp|oder vielmehr|vielmehr',
    no: 'verzeihung|verzeihen sie|entschuldigung|entschuldigen sie|ich bitte um entschuldigung|ich meine|ich meinte|meine ich|ich korrigiere|ich korrigiere mich|ich muss mich korrigieren|korrektur|korrigiere|besser gesagt|genauer gesagt|richtiger gesagt|ich habe mich versprochen|versprecher|ach was|ach nein|ach quatsch|nein nein|nein warten sie|sorry',
  },
  never: {
    never: 'nicht|nichts mehr|nichts werden|nie|niemals|nimmer|keinesfalls|keineswegs|auf keinen fall',
    no: 'kein|keine|keinen|keinem|keiner|keines|nichts|niemand|niemanden|niemandem',
  },
  spends: {
    stays: 'läuft|reicht|reichen|andauert|laufen|dauert|währt|hält|gilt|gelten',
    asks: 'wie lange|wie lang|wie viele',
  },
  attribution: { said: 'sagt|sage|ankündigen|sagen' },
  superlative: {
    most: 'erstmals|höchste|höchsten|niedrigste|niedrigsten|größte|größten|größter|größtes|beste|besten|schlechteste|schlechtesten|rekord|stärkste|stärksten|noch nie|tiefste|tiefsten|zum ersten mal|schlimmste|schlimmsten|schwerste|schwersten|längste|längsten|kleinste|kleinsten|schnellste|wichtigste|einmalig|beispiellos',
  },
  have: {
    have: 'hat|haben|habt|habe|hast',
    give: 'gebe|geben|gibt|gib|gegeben|bekommt|bekommen|setze|setzen|setzt|gesetzt|stelle|stellen|gestellt|räume|räumen|räumt|eingeräumt|gewähre|gewähren|gewährt',
  },
  lasting: {
    lasts:
      'gilt|gelten|bleibt|bleiben|läuft|laufen|dauert|dauern|verlängert|verlängern|ausgesetzt|eingefroren|befristet|geschlossen|gesperrt|andauern|pausiert|weiterhin|gültig|hält|verbleibt|verbleiben|beibehalten|fortgeführt|gedeckelt|gestundet|begrenzt',
  },
  age: {
    age: 'alt|lang|haft|gefängnis|hintereinander|in folge|am stück|später|jünger|älter|länger|erfahrung|gültig|entfernt|zu spät|hinterher',
  },
  filler: {
    sometime: 'irgendwann',
    now: 'jetzt|heute',
    other:
      'also|so|ja|nein|es|das|dann|fertig|soweit|erledigt|schon|noch|doch|mal|sicher|genau|nur|aber|denn|eben|halt|wissen sie|sehen sie|bitte|versprochen|hier|eher|auch|bereits',
  },
  pronoun: { i: 'ich|wir|sie|er|man|ihr|jemand' },
  not: {
    not: 'nicht|nie|niemals|nimmer|statt|anstatt|weder|kaum|keinesfalls|keineswegs|auf keinen fall|bezweifle|bezweifeln|zweifle|unwahrscheinlich|unmöglich|ausgeschlossen|undenkbar',
    no: 'kein|keine|keinen|keinem|keiner|keines|niemand|nichts',
    only: 'nicht nur|wie nie zuvor|wie nie|wie noch nie|nicht allein|nicht bloß|nicht zuletzt|nicht weniger als|nicht minder|nicht wahr|nicht lange|nicht zögern|nicht ruhen|nicht locker lassen',
  },
  not_a_year: {
    count:
      'prozent|euro|dollar|franken|stellen|menschen|arbeitsplätze|stimmen|punkte|wohnungen|schulen|firmen|unternehmen|kilometer|tonnen|millionen|milliarden|polizisten|lehrer|flüchtlinge|soldaten|bürger|kinder|betten|windräder|plätze|fälle|haushalte|gemeinden|pflegekräfte',
  },
  deadline_noun: {
    deadline:
      'frist|ultimatum|plan|programm|zeitplan|fahrplan|sofortprogramm|übergangsfrist|schonfrist|nachfrist|gnadenfrist|zeitfenster|zeitrahmen|zielmarke',
  },
};
