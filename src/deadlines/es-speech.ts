/** Spanish: the words around a time that say what it is: verbs by tense, denials, hedges, asides. */
import type { LanguageTable } from './types.ts';

const HAVE = ['he', 'has', 'ha', 'hemos', 'habéis', 'han'];

/** "ha prometido", "nos han dicho": every person with every participle. */
function perfect(...participles: readonly string[]): string {
  return HAVE.flatMap((have) => participles.map((participle) => `${have} ${participle}`)).join('|');
}

/** "aprobado|aprobada|aprobados|aprobadas" out of "aprobad". */
function participles(...stems: readonly string[]): string {
  return stems.flatMap((stem) => ['o', 'a', 'os', 'as'].map((ending) => stem + ending)).join('|');
}

export const esSpeech: LanguageTable['words'] = {
  idiom: {
    none: 'mañana es tarde|mañana será tarde|hoy es lunes|hoy es martes|hoy es miércoles|hoy es jueves|hoy es viernes|hoy es sábado|hoy es domingo|mañana es lunes|mañana es viernes|mañana es sábado|mañana es domingo|ayer, hoy y mañana|ayer, hoy y siempre|ayer y hoy|hoy por ti|mañana por mí|hoy por mí|hoy más que nunca|hoy como ayer|hoy como nunca|hoy y siempre|ni hoy ni mañana|en los últimos tiempos|en las últimas semanas|en los últimos meses|en los últimos años|en las últimas horas|en las últimas décadas|por fin|al fin|en fin|al fin y al cabo|a fin de cuentas|con el fin de|con el fin de que|a fin de que|sin fin|fin de la cita|de la noche a la mañana|de un día para otro|de la mañana a la noche|día a día|el día a día|día tras día|día y noche|año tras año|año a año|mes a mes|mes tras mes|semana tras semana|una y otra vez|hoy en día|hoy por hoy|hoy día|a día de hoy|por primera vez|por segunda vez|por última vez|por una vez|una vez más|otra vez|de una vez|de una vez por todas|de una vez para siempre|de una vez y para siempre|a la vez|tal vez no|al mismo tiempo|mientras tanto|entre tanto|por ahora|por el momento|de momento|para siempre|para nada|buenos días|buenas tardes|buenas noches|feliz año nuevo|feliz año|feliz navidad|felices fiestas|feliz semana santa|hasta luego|hasta pronto|hasta siempre|hasta ahora|hasta hoy|hasta la fecha|hasta el momento|hasta el día de hoy|hasta cierto punto|hasta el fondo|hasta el final|en lo que va de año|en lo que va del año|en lo que va de mes|en lo que va de legislatura|en lo que llevamos de año|en lo que llevamos de legislatura|antes de nada|antes que nada|antes de todo|ante todo|antes al contrario|después de todo|en cuanto a|más antes que después|primer ministro|primera ministra|primera dama|primera línea|segundo vicepresidente|vicepresidenta segunda|vicepresidenta primera|en primer lugar|en segundo lugar|en tercer lugar|en último lugar|en primera persona|a segundo plano|segunda mano|segunda oportunidad|tercer mundo|tercera edad|santo domingo|el mañana|un mañana|un futuro mejor|en el último momento|a última hora se|viernes negro|black friday|24/7|11-s|15-m|23-f|como antes|como nunca antes|nunca antes|más que nunca|a estas alturas|en estos momentos|en este momento|en aquel momento|medio ambiente|media docena|medio mundo|media españa|la media de|clase media|oriente medio|en medio de|a medias|ni un minuto|un minuto de silencio|ni un día más|ni un minuto más|en su día|en sus días|los días de|estos días|en estos días|a día de|días contados|toda la vida|por los siglos de los siglos|siglo xxi|siglo de oro|fuera de plazo|a tiempo|en tiempo y forma|de vez en vez|cada vez|cada vez más|cada vez menos|cada uno|cada cual|hace falta|hacen falta|hace frente|hace posible|cuarto poder|durante décadas|guerra civil',
  },
  hedge: {
    hedge:
      'quizá|quizás|tal vez|a lo mejor|probablemente|posiblemente|seguramente|puede que|puede ser|puede ser que|es posible|es posible que|es probable|es probable que|lo más probable|lo más probable es que|presumiblemente|previsiblemente|supuestamente|ojalá|ojalá que|esperemos|esperemos que|espero|espero que|esperamos|esperamos que|confío en que|confiamos en que|confiamos|creo|creo que|creemos que|creo yo|yo creo que|pienso que|pensamos que|supongo|supongo que|imagino que|calculo que|calculamos que|diría|diría que|yo diría|me parece que|parece que|podría|podrían|podríamos|podría ser|pudiera|más o menos|o algo así|algo así|o por ahí|por ahí|ya veremos|veremos|vamos a ver|ya se verá|si todo va bien|si todo sale bien|si dios quiere|dios mediante|con suerte|con un poco de suerte|en principio|en teoría|eventualmente|idealmente|si es posible|de ser posible|a ser posible|si podemos|si se puede|no sé|no lo sé|quién sabe|aproximadamente|tentativamente|con toda probabilidad|a ojo|grosso modo|si las cosas van bien|igual|lo mismo|mi impresión es que',
  },
  vague: {
    '7': 'con efectos inmediatos|inmediatamente|de inmediato|de manera inmediata|de forma inmediata|con carácter inmediato|con efecto inmediato|ahora mismo|ya mismo|enseguida|en seguida|cuanto antes|lo antes posible|a la mayor brevedad|a la mayor brevedad posible|con la mayor brevedad|con la mayor brevedad posible|lo más pronto posible|lo más rápido posible|tan pronto como sea posible|tan pronto sea posible|en cuanto sea posible|en cuanto se pueda|en cuanto podamos|tan pronto como podamos|tan rápido como podamos|sin demora|sin dilación|sin más dilación|sin tardanza|con urgencia|con carácter urgente|urgentemente|de urgencia|desde ya|al instante|en el acto|de un momento a otro|en cualquier momento|en el menor tiempo posible|en el plazo más breve posible|en el menor plazo posible|a toda prisa|a toda velocidad|cuanto antes mejor|a la brevedad|con brevedad|a la brevedad posible|en la brevedad posible|cualquier día|en los próximos minutos',
    '30': 'pronto|muy pronto|bien pronto|prontito|más pronto que tarde|próximamente|en breve|en breves|muy en breve|brevemente|dentro de poco|en poco tiempo|en muy poco tiempo|de aquí a poco|a corto plazo|en el corto plazo|en un futuro próximo|en un futuro cercano|en el futuro próximo|en el futuro cercano|en un futuro inmediato|en el futuro inmediato|en fechas próximas|en las próximas fechas|en breves fechas|en fecha próxima|rápidamente|rápido|con rapidez|con celeridad|con agilidad|ágilmente|en un plazo breve|en un plazo muy breve|en un plazo corto|en un plazo muy corto|en un plazo relativamente corto|en un plazo relativamente breve|en un tiempo récord|en tiempo récord|en un tiempo breve|en un tiempo corto|en breve plazo|en un breve plazo|en un plazo razonable|en un tiempo razonable|en los próximos días y semanas|no tardando mucho|sin tardar mucho|a su debido tiempo|en su debido momento|en su momento|oportunamente|cuando llegue el momento|llegado el momento|en el momento oportuno|en el momento adecuado|cuando sea el momento|un día de estos|uno de estos días|a la vuelta de la esquina|a no mucho tardar|dentro de no mucho|en un rato|de inminente|inminente|inminentemente',
    '90': 'algún día|en algún momento|tarde o temprano|más tarde o más temprano|más adelante|más tarde|en el futuro|en un futuro|a futuro|a medio plazo|a mediano plazo|en el medio plazo|en el mediano plazo|a largo plazo|en el largo plazo|con el tiempo|con el paso del tiempo|a la larga|a su tiempo|cuando se den las condiciones|cuando las condiciones lo permitan|cuando las circunstancias lo permitan|en un futuro lejano|a la postre|en fecha posterior|en una fecha posterior|finalmente|tiempo al tiempo|el día de mañana cuando',
    '365':
      'en los años venideros|en las próximas generaciones|para las próximas generaciones|para las generaciones futuras',
  },
  loose_length: {
    short: 'muy|breve|corto|menor|próximo|razonable|más|inmediato|cercano|posible',
  },
  loose_time: { '30': 'plazo|tiempo|futuro|periodo|período|lapso' },
  past_word: {
    past: 'preveíamos|preveía|preveían|esperábamos|esperaba|esperaban|dio|dieron|dimos|cumplió|cumplieron|duró|duraron|tardó|tardaron|pasaron|pasó|costó|costaron|permaneció|dijeron|aseguraron|juraron|juró|nos dijo|nos dijeron|me dijo|nos aseguró|nos aseguraron|nos prometió|nos prometieron|nos juró|nos juraron|nos contaron|nos vendieron|fue|fueron|fui|fuimos|era|eran|éramos|estaba|estaban|estábamos|estuvo|estuvieron|estuvimos|tuvo|tuvieron|tuvimos|tuve|tenía|tenían|teníamos|hubo|había|habían|habíamos|hizo|hicieron|hicimos|hice|vino|vinieron|vinimos|pudo|pudieron|pudimos|puso|pusieron|pusimos|quiso|quisieron|quisimos|supo|supimos|vio|vimos|vieron|iba|iban|íbamos|podía|podían|debía|debían|quería|querían|hacía|hacían|decía|decían|vivía|existía|nací|nació|murió|perdí|cumplí|conseguí|salí|recibí|ha|han|he|has|hemos|habéis|logré|compré|entré|mostré|encontré|retiré|preparé|declaré|esperé|cerré|mejoré|recientemente|ya entonces|redujo|redujeron|produjo|trajo|trajeron|condujo|introdujo|obtuvo|obtuvieron|obtuvimos|mantuvo|mantuvieron|detuvo|propuso|propusimos|propusieron|impuso|intervino|dispuso|sobrevino|deshizo|dio cuenta|dimos',
  },
  past_participle: {
    past: `${participles('aprobad', 'firmad', 'presentad', 'anunciad', 'publicad', 'inaugurad', 'promulgad', 'celebrad', 'cread', 'derogad', 'adoptad', 'pactad', 'acordad', 'detenid', 'ocurrid', 'registrad', 'concedid', 'recibid', 'elegid', 'construid', 'lanzad', 'entregad', 'concluid', 'terminad', 'finalizad', 'cerrad', 'nacid', 'asesinad', 'despedid', 'puest', 'abiert', 'escrit', 'rot', 'muert', 'hech', 'dich', 'vist')}`,
  },
  present: {
    is: 'es|son|soy|somos|está|están|estoy|estamos|hay|tiene|tienen|tengo|tenemos|cuesta|cuestan|existe|existen|vive|viven|representa|representan|supone|suponen|sigue|siguen|lleva|llevan|llevamos|gana|ganan|paga|pagan|gasta|gastan|hace|hacen|sabe|sabemos',
  },
  auxiliary: { have: 'haber|ha|han|he|has|hemos|habéis|haya|hayan|hayamos' },
  future: {
    will: `van a ser|voy a|vas a|va a|vamos a|vais a|van a|será|serán|seremos|estará|estarán|estaremos|habrá|habrán|tendrá|tendrán|tendremos|podrá|podrán|podremos|podré|deberá|deberán|deberemos|hará|harán|haremos|haré|irá|irán allí|iremos|daremos|daré|dará|darán|vendrá|vendrán|saldrá|saldrán|pondremos|pondrá|pondré|querrá|sabremos|dirá|diremos|bajaremos|subirá|subirán|aprobará|aprobarán|presentará|presentarán|entrará|llegará|terminará|empezará|comenzará|abrirá|cerrará|quiero|quiere|quieren|queremos|quiero que|queremos que|planeo|planea|planeamos|planean|prevé|prevemos|prevén|preveo|está previsto|están previstos|está prevista|están previstas|estaba previsto|tiene previsto|tenemos previsto|tienen previsto|espero|esperamos|confío en|confiamos en|pretendo|pretende|pretenden|pretendemos|prometo|promete|prometen|prometemos|me comprometo|se compromete|se comprometen|nos comprometemos|comprometo|garantizo|garantiza|garantizamos|aseguro|aspiramos|aspira|aspiro|necesito|necesita|necesitamos|necesitan|tengo que|tiene que|tienen que|tenemos que|tendremos que|hay que|habrá que|debe|deben|debo|debemos|ha de|han de|hemos de|he de|pienso|piensa|pensamos|proponemos|propongo|propone|exijo|exige|exigimos|pido|pide|pedimos|apostamos|trabajamos para|estamos trabajando para|estar|ser|quedar|vamos|camino de|a punto de|estoy dispuesto a|estamos dispuestos a|estamos listos para|listos para|quedará|quedarán|cumpliré|cumpliremos|lograremos|conseguiremos|veremos|seguiremos|seguirá|pide que|exigimos que|necesitamos que|toca|tocará|hágase|comprometidos a|tardará|tardarán|tardaremos|llevará|llevarán|me propongo|nos proponemos|aspiramos a`,
    goal: 'objetivo|objetivos|meta|metas|compromiso|plan|propósito|intención|plazo|calendario|ultimátum|promesa|previsión|ambición|hoja de ruta|misión|reto|desafío|prioridad|cronograma',
    can: 'puedo|puede|pueden|podemos',
    would: `debería|deberían|deberíamos|habría que|me gustaría|nos gustaría|quisiera|quisiéramos|prometió|prometieron|prometimos|prometí|se comprometió a|me comprometí a|nos comprometimos a|se comprometieron a|acordó|acordaron|acordamos|podría|podrían|podríamos|sería|serían|tendría|tendrían|habría|habrían|haría|haríamos|iría|estaría|estarían|${perfect('prometido', 'acordado', 'decidido', 'comprometido', 'ordenado', 'pedido', 'encargado', 'exigido', 'propuesto', 'previsto', 'fijado', 'convocado', 'programado')}`,
  },
  condition: {
    if: 'si|a menos que|salvo que|siempre que|como no|en caso de que',
    whether: 'ya sea|si es|da igual si|no importa si',
  },
  conjunction: {
    joins:
      'y|e|pero|porque|aunque|mientras|mientras que|quien|quienes|donde|cuyo|sino|sino que|así que|pues|ya que|puesto que|si|a menos que|salvo que|por lo que|de modo que|como|ni|o',
    that: 'que',
  },
  at_once: {
    now: 'con efectos inmediatos|con efecto inmediato|de inmediato|con carácter inmediato|inmediatamente|desde ya|de manera inmediata|de forma inmediata',
  },
  moves: {
    to: 'aplaza|aplazamos|pospone|posponemos|retrasa|retrasamos|traslada|mueve',
    moved: 'aplazado|aplazada|pospuesto|pospuesta|adelantado|adelantada|retrasado',
  },
  as_soon: { as: 'en cuanto|tan pronto como|tan pronto|cuando|lo antes que|tan rápido como|apenas' },
  possible: {
    able: 'posible|podamos|pueda|puedan|se pueda|factible|viable|permitan|permita|lo permitan|lo permita',
  },
  present_time: { now: 'ahora mismo' },
  back_then: { back: 'allá|ya entonces', now: 'hasta ahora' },
  contrast: { against: 'sino|sino de' },
  to_the_day: { exact: 'exactos|exactas|clavados|justos|justas' },
  never: { never: 'nunca|jamás' },
  spends: {
    time: 'llevo|lleva|llevan|llevamos|tarda|tardan|tardó|tardaron|tardamos|tardará|tardaremos|duró|dura|duran|pasaron|pasó|esperar|esperando|esperado|esperamos|costó|perdimos|perdido|pasado|tardado|llevará|requiere|durará|durarán',
    stays:
      'estará en el cargo|estaré en el cargo|estará en el poder|estarán en el poder|estará en el gobierno|estaremos en el gobierno|estará aquí|estaremos aquí|estaré aquí|van a ser|serán|nos esperan|vienen|vendrán|dura|duró|duran|durará|durarán|gobierna|gobernará|gobernaré|gobernaremos|gobernar|cumplió|permanece|permanecerá|permanecerán',
    asks: 'cuánto tiempo|cuánto|cuántos|cuántas',
  },
  passive: { get: 'ser|estar|quedar' },
  adverb: {
    how: 'ya|aún|todavía|también|solo|sólo|siempre|nunca|por fin|finalmente|recién|definitivamente|realmente|seguro|seguramente|probablemente|quizá|posiblemente|efectivamente|totalmente|completamente|incluso|además',
  },
  correction: {
    no: 'perdón|perdone|perdonen|corrijo|me corrijo|mejor dicho|quiero decir|rectifico|digo|disculpen|disculpe|no perdón|me he equivocado|me equivoqué|o sea no',
  },
  object: { it: 'me|nos|te|os|se|le|les|lo' },
  attribution: {
    told: `dijo|dije|dijimos|anunció|anuncié|anunciaron|aseguró|afirmó|declaró|informó|confirmó|confirmaron|señaló|explicó|indicó|añadió|adelantó|avanzó|contó|comunicó|respondió|${perfect('dicho', 'anunciado', 'asegurado', 'afirmado', 'confirmado', 'explicado', 'informado', 'adelantado', 'avanzado', 'señalado', 'comunicado', 'indicado')}`,
    said: 'dice|dicen|digo|decimos|anuncio|anunciamos|anuncia|hablamos|hablo|repito|repetimos|reitero|reiteramos|insisto|insistimos|confirmo|confirmamos|adelanto|adelantamos|afirmo|aviso|prometo|prometemos|me comprometo|nos comprometemos|garantizo|garantizamos|aseguro|aseguramos|puedo anunciar|puedo decir|puedo confirmar|puedo asegurar|quiero anunciar|quiero decir|vengo a decir|vengo a anunciar|les digo|os digo|lo digo|les aseguro',
  },
  superlative: {
    first: 'única|único|por primera vez|por segunda vez',
    most: 'más bajo|más baja|más alto|más alta|más grave|más grande|más largo|más larga|más fuerte|más rápido|más caro|más barato|peor|récord|sin precedentes|nunca|jamás|menor nivel|mayor nivel|mayor subida|mayor caída|mayor crecimiento|mayor descenso|histórico|histórica',
  },
  have: {
    have_or_age: 'tiene|tienen|tengo|tenemos|tienes|tenéis',
    have: 'tendrá|tendrán|tendremos|queda|quedan|nos quedan|disponen de|dispone de|disponemos de|hay de plazo|hay plazo|cuenta con|cuentan con',
    give: 'denme|deme|dame|dadme|dennos|danos|dadnos|concédanme|concédannos|concédame|doy|da|dan|damos|dado|dar|daré|daremos|dará|darán|darle|darles|dio|dieron|concede|concedemos|concedido|conceden|otorga|fijado|puesto|ha dado|han dado|hemos dado|ha concedido',
  },
  scheduled: {
    scheduled:
      'previsto|prevista|previstos|previstas|programado|programada|programados|programadas|fijado|fijada|convocado|convocada|convocadas|anunciado|anunciada|agendado|agendada|señalado|planeado|planeada|planificado|planificada|esperado|esperada|citado|citada',
  },
  deadline_noun: {
    deadline:
      'plazo|plazos|plazo máximo|ultimátum|plan|calendario|cronograma|fecha límite|fecha tope|límite|cuenta atrás|cuenta regresiva|hoja de ruta|programa|moratoria máxima|plazo límite|plan de choque|horizonte|meta|término',
  },
  age: {
    age: 'de edad|seguidos|seguidas|consecutivos|consecutivas|de antigüedad|de cárcel|de prisión|de retraso|de experiencia|de duración|de antelación|después|más tarde|antes|tarde|luego|de historia|de vida|de lucha|de trabajo|más joven|más viejo|a la semana|de vacaciones|de permiso|de baja',
  },
  filler: {
    sometime: 'en algún momento de|en algún momento|en algún punto de|algún momento de',
    now: 'ahora|hoy',
    other:
      'bueno|pues|entonces|así|sí|bien|mire|miren|mira|oiga|oigan|vale|claro|eso|esto|ya|también|además|listo|lista|hecho|hecha|resuelto|terminado|miren ustedes|señorías|señoras|señores|amigos|amigas|compañeros|compañeras|compatriotas|escuchen|atención|por favor|gracias|seguro|segurísimo|exacto|exactamente|nada|aquí|acá|ahí|muy|sin falta|sí o sí|lo prometo|se lo prometo|prometido|palabra|palabra de honor|os lo prometo|sin duda|sin ninguna duda|desde luego|por supuesto|como tarde|incluso|todavía|aún|solo|sólo|justo|mismo|allí|otra vez|todos|todas|ni más ni menos|le digo|les digo|y punto|venga|ojo|sino',
  },
  comparative: {
    than: 'por ciento|porciento|que hace|mayor que|menor que|más que|menos que|mejor que|peor que',
  },
  lasting: {
    during: 'durante',
    lasts:
      'congelado|congelada|congelados|congeladas|suspendido|suspendida|suspendidos|suspendidas|prorrogado|prorrogada|prorrogados|vigente|vigentes|cerrado|cerrada|prohibido|prohibida|en vigencia',
    stays:
      'tiene validez|tienen validez|tendrá validez|tendrán validez|tiene vigencia|tendrá vigencia|estará vigente|estarán vigentes|estará en vigor|estarán en vigor|está en vigor|están en vigor|es válido|es válida|será válido|será válida|se mantiene|se mantendrá|se mantendrán|seguirá|seguirán|seguiremos|permanecerá|permanecerán|continuará|continuarán',
  },
  born: { born: 'nacido|nacida|nacidos|nacidas' },
  another: { more: 'otros|otras' },
  pronoun: {
    i: 'yo|tú|usted|ustedes|nosotros|nosotras|vosotros|vosotras|ellos|ellas|él|ella|quien|alguien|nadie',
  },
  not: {
    not: 'no|no se sabe si|no sabemos si|no está claro si|no sé si|ni|nunca|jamás|en lugar de|en vez de|tampoco|sin que|dudo|dudo que|imposible|es imposible',
    no: 'ningún|ninguna|ninguno|cero|nadie',
    only: 'no solo|no sólo|no solamente|no más',
  },
  not_a_year: {
    count:
      'por ciento|porciento|euros|euro|dólares|pesos|soles|empleos|personas|votos|puntos|millones|miles|viviendas|familias|escuelas|hospitales|empresas|kilómetros|toneladas|policías|médicos|maestros|profesores|alumnos|estudiantes|soldados|plazas|becas|casas|pisos|metros|hectáreas|trabajadores|mujeres|hombres|niños|niñas|jóvenes|ciudadanos|municipios|muertos|casos|diputados|escaños|megavatios|centros|guarderías|proyectos|medidas|veces|años|días|meses|semanas|horas|nuevos|nuevas',
  },
};
