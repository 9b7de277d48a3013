/** Spanish: the words of time, beside the tables of events and of speech. Phrases are separated by `|`. */
import { esEvents } from './es-events.ts';
import { esSpeech } from './es-speech.ts';
import type { LanguageTable } from './types.ts';

const ONES = ['uno|un|una', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'];
const TENS = ['treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'];
const HUNDREDS = [
  'ciento',
  'doscientos|doscientas',
  'trescientos|trescientas',
  'cuatrocientos|cuatrocientas',
  'quinientos|quinientas',
  'seiscientos|seiscientas',
  'setecientos|setecientas',
  'ochocientos|ochocientas',
  'novecientos|novecientas',
];

/** Every first phrase with every second: "treinta y un", "treinta y una". */
function joined(first: string, link: string, second: string): string {
  return first
    .split('|')
    .flatMap((a) => second.split('|').map((b) => `${a}${link}${b}`))
    .join('|');
}

const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

/** "de lunes a jueves": without an article that of every week. */
function stretches(): string {
  return WEEKDAYS.flatMap((first) => WEEKDAYS.map((last) => `de ${first} a ${last}`)).join('|');
}

/** "en un plazo no mayor a", "dentro del término de": every word for a limit with every measure of it. */
function limits(): string {
  const openings = ['en', 'en un', 'en el', 'dentro de un', 'dentro de el'];
  const nouns = ['plazo', 'término', 'lapso', 'periodo', 'período', 'tiempo', 'máximo'];
  const measures =
    'de|máximo de|de máximo|no mayor a|no mayor de|no mayor que|no superior a|no superior de|inferior a|menor a|menor de|de menos de|de no más de|de como máximo|de apenas|de tan solo';
  return openings
    .flatMap((opening) => nouns.map((noun) => joined(`${opening} ${noun}`, ' ', measures)))
    .join('|');
}

/** "treinta" to "noventa y nueve", and the hundreds. */
function compoundNumbers(): Record<string, string> {
  const numbers: Record<string, string> = {};
  TENS.forEach((ten, t) => {
    numbers[String((t + 3) * 10)] = ten;
    ONES.forEach((one, n) => {
      numbers[String((t + 3) * 10 + n + 1)] = joined(ten, ' y ', one);
    });
  });
  HUNDREDS.forEach((hundred, h) => {
    numbers[String((h + 1) * 100)] = h === 0 ? `cien|${hundred}` : hundred;
    // "Ocho días" is a week and "quince días" are two, but not behind a hundred.
    numbers[String((h + 1) * 100 + 8)] = joined(hundred, ' ', 'ocho');
    numbers[String((h + 1) * 100 + 15)] = joined(hundred, ' ', 'quince');
  });
  return numbers;
}

export const es: LanguageTable = {
  code: 'es',
  title: 'Español',
  country: 'ES',
  decimal_mark: ',',
  ordinal_suffixes: ['o', 'a', 'er', 'ero', 'ro', 'ra', 'do', 'da', 'to', 'ta'],
  ordinal_dot: false,
  article_next_is_length: false,
  before_length: 'within',
  modifiers_follow: true,
  accents_optional: true,
  verb_second: null,
  compound_heads: '',
  past_endings: [],
  completed: '',
  past_prefixes: [],
  not_past: '',
  endings: {
    future: {
      will: 'aré|arás|ará|aremos|aréis|arán|eré|erás|erá|eremos|eréis|erán|iré|irás|irá|iremos|iréis|irán|dré|drá|dremos|drán|brá|bremos|brán|rrá|rrán',
      would: 'aría|arían|aríamos|ería|erían|eríamos|iría|irían|iríamos|dría|drían|dríamos|bría|brían|bríamos',
    },
    past_word: { past: 'ó|é|aron|ieron|jeron|aba|aban|ábamos' },
  },
  no_ending:
    'irán|teherán|corán|maría|secretaría|notaría|mensajería|panadería|ingeniería|ganadería|batería|galería|minería|pesquería|lotería|tesorería|cafetería|sería|comité|café|qué|porqué|sé|té|bebé|josé|fe|pie|esté|dé|consomé|chalé|acaba|graba|alaba|alcaldía|traba|árabe|comitiva|puré|cliché|paté|bufé|peroné|canapé|tupé|rosé',
  needs_capital: '',
  homographs: 'julio|abril|domingo|segundo|mañana',
  abbreviations:
    'sr|sra|srta|dr|dra|d|dña|ud|uds|núm|art|pág|ee|uu|ene|feb|mar|abr|ago|sept|oct|nov|dic|etc|gral|lic|ing',
  expansions: { del: 'de el', al: 'a el' },
  words: {
    ...esEvents,
    ...esSpeech,
    length: {
      '1 week': 'ocho días',
      '2 week': 'quince días|una quincena|la quincena',
      '4 week': 'dos quincenas',
      '1.5 week': 'semana y media|una semana y media',
      '1.5 month': 'mes y medio|un mes y medio',
      '1.5 year': 'año y medio|un año y medio',
      '1.5 hour': 'hora y media|una hora y media',
      '2 month': 'un bimestre',
      '4 month': 'un cuatrimestre',
      '6 month': 'un semestre',
      '12 month': 'dos semestres',
      '2 year': 'un bienio',
      '5 year': 'un lustro|un quinquenio',
      '10 year': 'dos lustros|un decenio',
      '1-2 day': 'un día o dos',
    },
    number: {
      '1': 'uno',
      '2': 'dos',
      '3': 'tres',
      '4': 'cuatro',
      '5': 'cinco',
      '6': 'seis',
      '7': 'siete',
      '8': 'ocho',
      '9': 'nueve',
      '10': 'diez',
      '11': 'once',
      '12': 'doce|una docena de',
      '13': 'trece',
      '14': 'catorce',
      '15': 'quince',
      '16': 'dieciséis',
      '17': 'diecisiete',
      '18': 'dieciocho',
      '19': 'diecinueve',
      '20': 'veinte',
      '21': 'veintiuno|veintiún|veintiuna',
      '22': 'veintidós',
      '23': 'veintitrés',
      '24': 'veinticuatro',
      '25': 'veinticinco',
      '26': 'veintiséis',
      '27': 'veintisiete',
      '28': 'veintiocho',
      '29': 'veintinueve',
      ...compoundNumbers(),
    },
    scale: { '1000': 'mil', '1000000': 'millón|millones', '1000000000000': 'billón|billones' },
    ordinal: {
      '1': 'primer|primero|primera|primeros|primeras',
      '2': 'segundo|segunda|segundos|segundas',
      '3': 'tercer|tercero|tercera|terceros',
      '4': 'cuarto|cuarta',
      '5': 'quinto|quinta',
      '6': 'sexto|sexta',
      '7': 'séptimo|séptima',
      '8': 'octavo|octava',
      '9': 'noveno|novena',
      '10': 'décimo|décima',
      '-1': 'último|última|últimos|últimas',
    },
    few: {
      '2-3': 'un par de|par de|otro par de|un par más de',
      '3-5':
        'unos|unas|algunos|algunas|unos pocos|unas pocas|pocos|pocas|unos cuantos|unas cuantas|un puñado de|contados|contadas',
      '3-7': 'varios|varias|diversos|diversas',
    },
    half: { '0.5': 'medio|media' },
    plus_half: { '0.5': 'y medio|y media' },
    unit: {
      minute: 'minuto',
      hour: 'hora',
      day: 'día',
      week: 'semana',
      month: 'mes',
      quarter: 'trimestre',
      year: 'año',
      decade: 'década',
      century: 'siglo',
    },
    units: {
      minute: 'minutos',
      hour: 'horas|hrs',
      day: 'días',
      week: 'semanas',
      month: 'meses',
      quarter: 'trimestres',
      year: 'años',
      decade: 'décadas',
      century: 'siglos',
    },
    weekend: { weekend: 'fin de semana|finde|fines de semana' },
    month: {
      '1': 'enero|ene',
      '2': 'febrero|feb',
      '3': 'marzo',
      '4': 'abril|abr',
      '5': 'mayo',
      '6': 'junio|jun',
      '7': 'julio|jul',
      '8': 'agosto|ago',
      '9': 'septiembre|setiembre|sept',
      '10': 'octubre|oct',
      '11': 'noviembre|nov',
      '12': 'diciembre|dic',
    },
    weekday: {
      '1': 'lunes',
      '2': 'martes',
      '3': 'miércoles',
      '4': 'jueves',
      '5': 'viernes',
      '6': 'sábado',
      '7': 'domingo',
    },
    season: { '3': 'primavera', '6': 'verano', '9': 'otoño', '12': 'invierno' },
    quarter: { q: 'q|t' },
    half_year: {
      half: 'mitad|quincena',
      year_half: 'semestre',
      third: 'cuatrimestre',
      sixth: 'bimestre',
      h: 'h',
    },
    day: {
      '-1': 'ayer|anoche|anteayer|antier|antes de ayer|anteanoche|el otro día',
      '0': 'hoy|hoy mismo|esta noche|esta tarde|esta mañana|esta misma tarde|esta misma noche|hoy por la mañana|hoy por la tarde|hoy por la noche|este mismo día|el día de hoy',
      '1': 'mañana|mañana mismo|el día de mañana',
      '2': 'pasado mañana',
    },
    daytime: {
      end: 'medianoche|la medianoche|a medianoche|las doce de la noche',
      day: 'por la mañana|por la tarde|por la noche|a primera hora|a primera hora de la mañana|a última hora|a última hora de la tarde|de madrugada|la madrugada|mediodía|a mediodía|al mediodía|el mediodía|media mañana|a media mañana|media tarde|a media tarde|el amanecer|el anochecer|al amanecer|al anochecer|en la mañana|en la tarde|en la noche|la mañana|la tarde|la noche',
    },
    clock: {
      clock:
        'de la mañana|de la tarde|de la noche|de la madrugada|en punto|am|pm|y media|y cuarto|del mediodía',
    },
    part: {
      start:
        'a principios|principios|principio|a principio|al principio|a comienzos|comienzos|comienzo|al comienzo|a inicios|inicios|inicio|al inicio|a primeros|los primeros días|las primeras semanas|los primeros meses|al empezar|empezar',
      mid: 'a mediados|mediados|a mitad|a la mitad',
      end: 'a finales|finales|a fines|fines|a fin|fin|al fin|a final|final|al final|el final|a últimos|término|al término|el cierre|al cierre|cierre|termine|acabe|finalice|concluya|se acabe|se termine|terminar|acabar|finalizar|concluir',
      late: 'los últimos días|la recta final',
      later: 'más adelante|más tarde|más adelante en|más tarde en|más avanzado|ya avanzado',
    },
    which: {
      this: 'este|esta|estos|estas|este mismo|esta misma|presente|actual|lo que queda de|lo que resta de|lo que falta de|lo que queda del|lo que resta del|el resto del|el resto de la|a lo largo del|a lo largo de la|en el transcurso del|en el curso del|en el transcurso de la|corriente',
      next: 'próximo|próxima|próximos|próximas|a lo largo del próximo|a lo largo de la próxima|siguiente|siguientes',
      last: 'último|última|últimos|últimas|pasado|pasada|pasados|pasadas|anterior|anteriores|este pasado|esta pasada',
    },
    which_behind: {
      this: 'en curso|corriente|presente|actual|que corre',
      next: 'próximo|próxima|próximos|próximas|que viene|que vienen|entrante|entrantes|que entra|venidero|venidera|venideros|venideras|siguiente',
      last: 'pasado|pasada|pasados|pasadas|último|última|últimos|anterior|anteriores|que pasó',
    },
    relation: {
      in: 'en|dentro de|de aquí en|al cabo de|para dentro de|de acá en',
      within: `${limits()}|en menos de|en no más de|en el espacio de|en cosa de|en apenas|en solo|en sólo|en tan solo|en tan sólo|en como mucho|en como máximo|en cuestión de apenas`,
      by: 'para|de aquí a|de acá a|de hoy a|de ahora a|a más tardar|a más tardar para|como máximo|como mucho|como muy tarde|a lo sumo|cuando muy tarde|no más tarde de|no más tarde que|no más allá de|con fecha límite|con fecha tope|con fecha límite de|a tiempo para|con plazo hasta|no después de|lo más tarde|de aquí hasta|desde ahora hasta|desde hoy hasta|de hoy hasta',
      before:
        'antes de|antes de que|antes que|justo antes de|mucho antes de|poco antes de|para antes de|con anterioridad a|previo a|previamente a|a más tardar antes de|inmediatamente antes de',
      after:
        'una vez pasado|una vez pasada|una vez pasadas|una vez pasados|después de|después de que|tras|luego de|luego de que|una vez que|posteriormente a|con posterioridad a|transcurridos|transcurridas|transcurrido|para después de|justo después de|inmediatamente después de|nada más|en cuanto|apenas|tan pronto como|tan pronto|así que pasen|cuando termine|cuando acabe|cuando finalice|cuando concluya|cuando pase|cuando pasen|en cuanto pase|en cuanto pasen|tan pronto como pase|tan pronto como termine|tan pronto como acabe|una vez que pase|cuando se acabe|en cuanto termine|en cuanto acabe|una vez que termine|una vez termine|una vez que acabe|al terminar|al acabar|al finalizar|al concluir|al término de',
      when: 'cuando|el día que|el día en que|en el momento en que|el mismo día que|en el momento que|cuando por fin',
      from: 'como pronto|como muy pronto|a partir de|a contar de|a contar desde|con efectos de|con efecto desde|con efectos desde|con efecto a partir de|no antes de|no antes del|empezando|comenzando|a comenzar|a empezar|comenzando en|empezando en|con inicio en|con inicio|con vigencia desde',
      since_or_from: 'desde',
      soonest:
        'ya en|ya a partir de|ya desde|ya para|incluso en|tan pronto como en|tan pronto como el|ya a principios de',
      until: 'hasta|hasta que',
      on: 'a|a la|a las|hacia',
      over: 'durante|a lo largo de|en el transcurso de|en el curso de|a lo largo y ancho de',
      for: 'por|por espacio de|por un periodo de|por un período de|presupuesto para|presupuestos para|los presupuestos para|el presupuesto para|previsión para|previsiones para|objetivos para|plan para',
      since: 'desde el pasado|desde la pasada',
      between: 'entre',
      open_length: 'en más de|en al menos|en por lo menos|en no menos de|en como mínimo|dentro de al menos',
      at_most: 'menos de|no más de|un máximo de|máximo|un plazo máximo de',
      length_only:
        'al menos|por lo menos|más de|mínimo|como mínimo|casi|durante más de|durante al menos|durante un máximo de|durante no más de|durante menos de|durante hasta|por un máximo de|con un máximo de|hasta un máximo de|por no más de|por menos de',
    },
    suffix: {
      latest:
        'a más tardar|como máximo|como mucho|como muy tarde|a lo sumo|cuando mucho|máximo|o antes|o menos|si no antes|a lo más|como tope|como tarde',
      earliest:
        'como mínimo|como pronto|como muy pronto|o más|en adelante|o después|o más tarde|por lo menos|cuando menos|como poco',
    },
    ago: { ago: 'atrás|antes' },
    ago_before: {
      ago: 'hace|hace ya|hace más de|hace casi|hace apenas|hace menos de|hace alrededor de|hace cerca de|hace como|hace solo|hace sólo|hará|desde hace|desde hace más de|desde hace casi|desde hace ya|desde hace al menos|hacía|desde hacía',
    },
    from_now: {
      now: 'a partir de ahora|desde ahora|a contar desde hoy|a contar de hoy',
    },
    limits_length: {
      limit:
        'a más tardar|de aquí a|de acá a|de ahora a|de hoy a|como máximo|como mucho|como muy tarde|a lo sumo',
    },
    is_over: {
      over: 'termine|acabe|finalice|concluya|se acabe|se termine|termina|acaba|finaliza|concluye|haya terminado|haya acabado|haya concluido|expire|venza|toque a su fin|llegue a su fin|se cierre',
    },
    approx: {
      exact: 'exactamente|solo|sólo|justo|precisamente|apenas|tan solo|tan sólo',
      near: 'alrededor de|en torno a|hacia|cerca de|allá por|a eso de',
      before:
        'aproximadamente|más o menos|cerca de|alrededor de|en torno a|casi|como|aproximadamente unos|quizá|quizás|tal vez|probablemente',
      after: 'más o menos|aproximadamente|o así|y pico|o por ahí|arriba o abajo|y algo',
    },
    matter_of: { matter: 'en cuestión de|cuestión de|una cuestión de|es cuestión de|cosa de|asunto de' },
    every: { every: 'cada|todos los|todas las|cada uno de los' },
    times: { times: 'una vez|dos veces|tres veces|veces|vez' },
    frequency: {
      often: `al año|al mes|al día|a la semana|por año|por mes|por día|por semana|a la hora|por hora|diariamente|a diario|semanalmente|mensualmente|anualmente|trimestralmente|anual|anuales|mensual|mensuales|semanal|semanales|diario|trimestral|los lunes|los martes|los miércoles|los jueves|los viernes|los sábados|los domingos|los fines de semana|${stretches()}|siempre|a menudo|a veces|de vez en cuando|todo el año|todo el día|todo el mes|durante todo el año|día y noche|quincenalmente|semestralmente|bimestral|actualmente|por las mañanas|por las tardes|por las noches|todas las mañanas|todas las tardes|todas las noches|cada mañana|cada tarde|cada noche|a cada rato|en cada momento`,
    },
    article: { the: 'el|la|los|las|lo' },
    one: { a: 'un|una|otro|otra' },
    of: { of: 'de|en el mes de|del mes de' },
    or: { or: 'o|u|o quizá|o quizás|o tal vez|o incluso|o bien|o a lo mejor|quizá|quizás|tal vez' },
    and: { and: 'y|e|&|más' },
    to: { to: 'a' },
    adjective: {
      filler:
        'más|largos|largas|enteros|enteras|entero|entera|completo|completa|completos|completas|mismo|misma|buenos|cortos|cortas|adicionales|escasos|escasas|naturales|consecutivos|corto|corta|largo|larga|nuevo',
    },
  },
};
