/** Spanish: holidays, and the events that deadlines hang on. */
import type { LanguageTable } from './types.ts';

export const esEvents: LanguageTable['words'] = {
  holiday: {
    new_years_day: 'año nuevo|el día de año nuevo|día de año nuevo',
    new_years_eve: 'nochevieja|la nochevieja|fin de año nuevo|san silvestre',
    christmas: 'navidad|navidades|día de navidad|el día de navidad|pascua de navidad',
    christmas_eve: 'nochebuena',
    epiphany: 'reyes|día de reyes|reyes magos|epifanía|el día de reyes|noche de reyes',
    candlemas: 'candelaria',
    valentines_day: 'san valentín|día de los enamorados',
    womens_day: '8m|día de la mujer|día internacional de la mujer',
    carnival: 'carnaval|carnavales',
    ash_wednesday: 'miércoles de ceniza',
    st_joseph: 'san josé|día de san josé',
    palm_sunday: 'domingo de ramos',
    holy_week: 'semana santa',
    maundy_thursday: 'jueves santo',
    good_friday: 'viernes santo',
    easter: 'pascua|domingo de pascua|domingo de resurrección|pascua de resurrección',
    easter_monday: 'lunes de pascua',
    st_george: 'sant jordi|san jorge|día de san jorge',
    may_day:
      'día del trabajo|día del trabajador|día de los trabajadores|primero de mayo|fiesta del trabajo|día internacional de los trabajadores',
    ascension: 'día de la ascensión',
    pentecost: 'pentecostés',
    corpus_christi: 'corpus christi|corpus',
    mothers_day: 'día de la madre|día de las madres',
    fathers_day: 'día del padre',
    st_john: 'san juan|noche de san juan|día de san juan',
    st_james: 'día de santiago|santiago apóstol',
    assumption: 'día de la asunción|la virgen de agosto',
    fiestas_patrias: 'fiestas patrias',
    grito: 'grito de independencia|noche del grito|grito de dolores',
    independence_day: 'día de la independencia|fiesta de la independencia',
    diada: 'diada',
    hispanic_day:
      'día de la hispanidad|hispanidad|día de la raza|fiesta nacional|día del pilar|el pilar|día del respeto a la diversidad cultural|día de la resistencia indígena',
    halloween: 'halloween|noche de brujas',
    all_saints: 'todos los santos|día de todos los santos|todos santos',
    all_souls: 'día de muertos|día de los muertos|día de difuntos|día de los difuntos',
    mexican_revolution: 'día de la revolución|aniversario de la revolución',
    thanksgiving: 'acción de gracias|día de acción de gracias',
    constitution_day: 'día de la constitución|puente de la constitución',
    immaculate: 'inmaculada|inmaculada concepción|día de la inmaculada|purísima|la inmaculada',
    guadalupe: 'virgen de guadalupe|día de la virgen|día de la virgen de guadalupe|día de guadalupe',
    holy_innocents: 'día de los inocentes|santos inocentes|día de los santos inocentes',
  },
  event: {
    election:
      'elección|elecciones|comicios|generales|autonómicas|municipales|europeas|presidenciales|legislativas|andaluzas|catalanas|elecciones generales|elecciones autonómicas|elecciones municipales|elecciones europeas|elecciones presidenciales|elecciones legislativas|cita electoral|cita con las urnas|balotaje|ballotage|segunda vuelta|urnas',
    midterms: 'elecciones de medio término|elecciones intermedias|elecciones de mitad de mandato',
    primary: 'primarias|elecciones primarias|elecciones internas',
    inauguration:
      'investidura|toma de posesión|toma de protesta|toma de mando|juramentación|jura del cargo|traspaso de poderes|cambio de gobierno|cambio de mando',
    term: 'mandato|legislatura|sexenio|cuatrienio|quinquenio presidencial|presidencia|administración|gestión|periodo presidencial|período presidencial|periodo constitucional|cargo',
    transition: 'transición|periodo de transición|período de transición',
    congress: 'gobierno|parlamento',
    legislature: 'periodo legislativo|período legislativo',
    session:
      'periodo de sesiones|período de sesiones|sesión|pleno|periodo ordinario|período ordinario|sesión de investidura|periodo extraordinario',
    recess:
      'receso|receso legislativo|vacaciones|vacaciones de verano|vacaciones de navidad|parón navideño|vacaciones de semana santa|receso parlamentario|parón de verano',
    budget:
      'presupuesto|presupuestos|presupuestos generales|ley de presupuestos|presupuestos generales de el estado',
    summit:
      'cumbre|conferencia|reunión|negociaciones|negociación|cop30|cop31|g20|g7|consejo europeo|encuentro',
    convention: 'convención|congreso federal|congreso de el partido|congreso nacional',
    referendum: 'referéndum|consulta popular|plebiscito|consulta',
    vote: 'votación|moción de censura|moción de confianza|cuestión de confianza',
    hearing: 'comparecencia|audiencia',
    trial: 'juicio|sentencia|fallo|veredicto',
    debate: 'debate|debates|debate electoral',
    state_of_the_union:
      'debate sobre el estado de la nación|debate de el estado de la nación|informe de gobierno|mensaje a la nación|cuenta pública|estado de la unión|discurso de investidura',
    war: 'guerra|conflicto|combates|hostilidades|invasión',
    ceasefire:
      'alto el fuego|alto a el fuego|tregua|armisticio|acuerdo de paz|cese el fuego|cese de el fuego',
    pandemic: 'pandemia|epidemia|emergencia|crisis|estado de alarma|estado de emergencia',
    holidays: 'fiestas|fiestas navideñas|fiestas de fin de año|puente|puentes',
    ramadan: 'ramadán|año nuevo chino|año nuevo lunar',
    olympics: 'juegos olímpicos|olimpiadas|mundial|mundial de fútbol|copa de el mundo|eurocopa|copa américa',
    campaign: 'campaña|campaña electoral|precampaña',
    season:
      'curso|curso escolar|curso político|año escolar|ciclo escolar|año académico|vuelta a el cole|vuelta al colegio|temporada de incendios|temporada de huracanes|temporada de lluvias|cosecha|vendimia|inicio de clases|inicio de las clases|temporada turística',
    expiry: 'vencimiento|fecha límite|fecha tope|expiración|fecha de caducidad|plazo',
    anniversary: 'aniversario|bicentenario|centenario|cumpleaños',
    parliament_dissolution: 'disolución de las cortes|disolución de el congreso|disolución',
  },
  event_phrase: {
    day_one:
      'desde el primer día|desde el primer minuto|el primer minuto|mi primer minuto|día uno|día 1|minuto uno|desde el minuto uno',
    election_day:
      'jornada electoral|día de las elecciones|día de la votación|noche electoral|el día de las elecciones',
    inauguration: 'día de la investidura|día de la toma de posesión',
    taking_office:
      'tomar posesión|tome posesión|asumir el cargo|asuma el cargo|asumir la presidencia|asuma la presidencia|asumir el poder|llegar a el gobierno|lleguemos a el gobierno|llegue a el gobierno|llegar a la presidencia|llegue a la presidencia|lleguemos a la presidencia|llegar a la moncloa|llegue a la moncloa|llegar a el poder|lleguemos a el poder|asumamos el gobierno|tome protesta|tomar protesta|asumir el gobierno|asuma el gobierno|llegar a la casa rosada',
    leaving_office:
      'dejar el cargo|deje el cargo|dejar la presidencia|deje la presidencia|dejar el gobierno|irme|que me vaya',
    in_office: 'en el cargo|en la presidencia|en el gobierno|en la moncloa|en el poder',
    being_elected:
      'ser elegido|ser elegida|sea elegido|sea elegida|ser electo|sea electa|gane las elecciones|ganar las elecciones|ganemos las elecciones',
    back_to_school: 'vuelta a el cole',
  },
  event_adjective: {
    adjective:
      'general|generales|federal|nacional|estatal|europeo|europea|parlamentario|extraordinario|extraordinaria|ordinario|ordinaria|especial|anual|nuevo|nueva|nuevos|nuevas|gran|primaria|legislativo|constitucional|entero|entera|actual',
    owner:
      'mi|mis|nuestro|nuestra|nuestros|nuestras|tu|su|sus|este|esta|esa|ese|vuestro|vuestra|aquel|aquella',
  },
  not_event: {
    no: 'dios|mí|ti|él|ella|ellos|ellas|nosotros|ustedes|usted|todo|todos|todas|nada|esto|eso|ello|nadie|ojos|puerta|justicia|ley|qué|cuál|cuándo|opinión|hecho|país',
  },
  newsroom_unit: {
    working_days:
      'días hábiles|día hábil|días laborables|día laborable|días laborales|día laboral|días de sesión|jornadas hábiles|jornadas laborales|días lectivos|sesiones plenarias|días útiles|jornadas parlamentarias',
    fiscal_year:
      'año fiscal|ejercicio fiscal|ejercicio presupuestario|ejercicio económico|ejercicio|año presupuestario|trimestre fiscal',
  },
};
