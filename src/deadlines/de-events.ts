/** German: holidays, and the events that a time can hang on. */
import type { LanguageTable } from './types.ts';

export const deEvents: LanguageTable['words'] = {
  holiday: {
    new_years_day: 'neujahr|neujahrstag',
    new_years_eve: 'silvester',
    christmas: 'weihnachten|weihnacht|weihnachtstag|weihnachtsfest',
    christmas_eve: 'heiligabend|heilig abend',
    boxing_day: 'zweiter weihnachtstag',
    dreikoenig: 'dreikönig|heilige drei könige',
    carnival_monday: 'rosenmontag',
    ash_wednesday: 'aschermittwoch',
    good_friday: 'karfreitag',
    easter: 'ostern|ostersonntag',
    easter_monday: 'ostermontag',
    ascension: 'christi himmelfahrt|himmelfahrt',
    pentecost: 'pfingsten|pfingstsonntag',
    pentecost_monday: 'pfingstmontag',
    corpus_christi: 'fronleichnam',
    labor_day: 'tag der arbeit',
    german_unity: 'tag der deutschen einheit',
    reformation: 'reformationstag',
    all_saints: 'allerheiligen',
    st_nicholas: 'nikolaus|nikolaustag',
    mothers_day: 'muttertag',
    halloween: 'halloween',
    valentines_day: 'valentinstag',
  },
  event: {
    election:
      'wahl|wahlen|wahlgang|bundestagswahl|bundestagswahlen|landtagswahl|landtagswahlen|europawahl|europawahlen|neuwahl|neuwahlen|wahltag|präsidentschaftswahl|kommunalwahl|kommunalwahlen|wahlsonntag|wahltermin|stichwahl|urnengang|wahlabend',
    term: 'amtszeit|legislatur|legislaturperiode|wahlperiode|amtsperiode|kanzlerschaft|präsidentschaft|ratspräsidentschaft|regierungszeit|mandatsperiode',
    recess: 'sommerpause|winterpause|parlamentsferien|ferien|sommerferien|pause',
    budget:
      'haushalt|haushaltsplan|haushaltsentwurf|bundeshaushalt|nachtragshaushalt|haushaltsberatungen|haushaltswoche',
    summit: 'gipfel|gipfels|gipfeltreffen|konferenz|klimakonferenz|klausur|tagung',
    convention: 'parteitag|parteitags|parteitages|konvent|versammlung',
    session: 'sitzung|sitzungsperiode|sitzungswoche|session|plenum',
    vote: 'abstimmung|vertrauensfrage|dritten lesung|zweiten lesung|ersten lesung|schlussabstimmung',
    war: 'krieg|krieges|kriegs|kriegsende',
    ceasefire: 'waffenruhe|waffenstillstand|friedensvertrag',
    pandemic: 'pandemie|krise',
    ramadan: 'ramadan|zuckerfest',
    olympics: 'olympischen spiele|olympischen spielen|fußball-wm|weltmeisterschaft',
    campaign: 'wahlkampf',
    inauguration: 'amtseinführung|vereidigung|amtsantritt|regierungsübernahme',
    debate: 'debatte|fernsehduell',
    referendum: 'volksentscheid|referendum|entscheid|bürgerentscheid|mitgliederentscheid',
    expiry: 'ablauf|stichtag|inkrafttreten|fristende',
    school: 'schulbeginn|schulanfang|schulstart|ferienende|ferienbeginn',
    school_year:
      'schuljahr|schuljahres|schuljahrs|semester|wintersemester|sommersemester|ausbildungsjahr|kindergartenjahr|studienjahr',
    talks: 'verhandlungen|beratungen|gespräche|gesprächen|sondierungen|koalitionsverhandlungen',
    completion: 'abschluss|verabschiedung|regierungsbildung|urteil|urteilsspruch|gutachten|ratifizierung',
  },
  event_phrase: {
    day_one: 'tag eins|ersten tag|erster tag',
    first_100_days:
      'ersten 100 tage|ersten 100 tagen|ersten hundert tage|ersten hundert tagen|100-tage-programm',
    in_office: 'im amt',
  },
  event_adjective: {
    adjective: 'neuen|neue|neuer|deutschen|europäischen|vorgezogenen|bundesweiten|regulären|ganzen',
    owner:
      'meine|meiner|meinen|meines|unsere|unserer|unseren|unseres|seiner|seines|ihres|seinen|ihrer|ihren|dieser|diesem',
  },
  not_event: {
    no: 'gericht|ausschuss|menschen|allem|ort|augen|hause|kameras|deutschland|leuten|bürgern|uns|mir|ihm|ihr|ihnen|dir|euch|parlament|bundestag|richter|tür',
  },
  newsroom_unit: {
    working_days:
      'werktage|werktagen|werktag|arbeitstage|arbeitstagen|sitzungstage|sitzungstagen|sitzungswochen|geschäftstage|geschäftstagen|bankarbeitstage',
    fiscal_year:
      'haushaltsjahr|haushaltsjahres|geschäftsjahr|geschäftsjahres|wirtschaftsjahr|steuerjahr|fiskaljahr',
  },
};
