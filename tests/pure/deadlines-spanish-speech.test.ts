/** Spanish of speeches, press conferences and posts, and what it means in days. Lines as in deadline-rows.ts. */
import { describe, expect, test } from 'vitest';
import { parseDeadline } from '../../src/deadlines/index.ts';
import { rowsOf, summary } from './deadline-rows.ts';

const SPEECH: Record<string, string> = {
  'a day, a month, a season as it is promised in a speech': `
    @2025-08-15 language=es
    El Consejo de Ministros aprobará el decreto el próximo martes. | calendar | 2025-08-19
    Antes de que acabe agosto habrá nuevo convenio. | calendar | 2025-08-15..2025-08-31
    Vamos a presentar los Presupuestos antes del 30 de septiembre | calendar | 2025-08-15..2025-09-29
    Entregaremos 184.000 viviendas de aquí a 2027 | calendar | 2025-08-15..2027-12-31
    El AVE llegará a Almería en 2026, lo dije y lo mantengo. | calendar | 2026-01-01..2026-12-31
    El lunes, lo repito, el lunes estará firmado | calendar | 2025-08-18
    Lo dije ayer y lo repito hoy: el impuesto desaparecerá en enero. | calendar | 2026-01-01..2026-01-31
    Tienes hasta el viernes para dimitir. | calendar | 2025-08-15..2025-08-22
    A lo largo del mes que viene abriremos la oficina | calendar | 2025-09-01..2025-09-30
    en el transcurso de este otoño | calendar | 2025-09-01..2025-11-30
    a finales de septiembre o principios de octubre | calendar | 2025-09-21..2025-10-10 | h
    este año o el que viene | calendar | 2025-08-15..2026-12-31 | h
    Este mes o el próximo tendremos noticias | calendar | 2025-08-15..2025-09-30 | h
    tan pronto como el lunes | calendar | 2025-08-18.. | h
    tan pronto como en septiembre | calendar | 2025-09-01.. | h
    tan pronto como mañana | calendar | 2025-08-16.. | h
    el 15-10-2025 | calendar | 2025-10-15
    El día 20 abre la planta. | calendar | 2025-08-20
    antes de medianoche | calendar | 2025-08-15
    en el primer cuatrimestre de 2026 | calendar | 2026-01-01..2026-04-30
    En los años 30 el país será neutro en carbono | calendar | 2030-01-01..2039-12-31
    El lunes y el martes habrá huelga | calendar | 2025-08-18..2025-08-19
    Si el Congreso lo aprueba, el decreto entrará en vigor el 1 de octubre | calendar | 2025-10-01
    Si no hay acuerdo antes de octubre, convocaré elecciones | calendar | 2025-08-15..2025-09-30
    Si para el viernes no hay respuesta, nos levantamos de la mesa | calendar | 2025-08-15..2025-08-22
    Podríamos aprobarlo en septiembre | calendar | 2025-09-01..2025-09-30 | h
    Deberíamos aprobarla antes de Navidad | calendar | 2025-08-15..2025-12-24
    Dijo que dimitiría en septiembre | calendar | 2025-09-01..2025-09-30
    El presidente anunció que el plan se presentará el 3 de septiembre | calendar | 2025-09-03
    Lo reitero hoy aquí: en 2027 no habrá listas de espera | calendar | 2027-01-01..2027-12-31
    Hoy lo vuelvo a decir: antes de fin de año habrá ley | calendar | 2025-08-15..2025-12-31
    Hoy vengo a decirles que el lunes empieza la obra | calendar | 2025-08-18
    Os aseguro hoy que en octubre habrá vivienda | calendar | 2025-10-01..2025-10-31
    Le doy al alcalde hasta el lunes | calendar | 2025-08-15..2025-08-18
    el mes que entra | calendar | 2025-09-01..2025-09-30
    la semana que entra | calendar | 2025-08-18..2025-08-24
    para la semana que viene o la siguiente | calendar | 2025-08-15..2025-08-31 | h
    Este trimestre o el próximo | calendar | 2025-08-15..2025-12-31 | h
    a finales de este mes o principios del que viene | calendar | 2025-08-21..2025-09-10 | h
    el último trimestre del año | calendar | 2025-10-01..2025-12-31
    en el segundo cuatrimestre del año que viene | calendar | 2026-05-01..2026-08-31
    02-09-2025 | calendar | 2025-09-02
    antes del 01-10-2025 | calendar | 2025-08-15..2025-09-30
    del 15-09-2025 al 30-09-2025 | calendar | 2025-09-15..2025-09-30
    antes del día 30 | calendar | 2025-08-15..2025-08-29
    El día 15 pagamos, como siempre | calendar | 2025-08-15
    Para los años 40 no quedará carbón | calendar | 2025-08-15..2049-12-31
    El viernes antes de medianoche se cierra | calendar | 2025-08-22
    Ganaremos en 2027 | calendar | 2027-01-01..2027-12-31
    A finales de octubre tendremos las primeras viviendas | calendar | 2025-10-21..2025-10-31
    A finales de este año tendremos las primeras viviendas | calendar | 2025-09-01..2025-12-31
    A finales de este año o a principios del próximo tendremos las primeras viviendas | calendar | 2025-09-01..2026-04-30 | h
    Tendremos viviendas a finales de este año o a principios del que viene | calendar | 2025-09-01..2026-04-30 | h
    A finales de octubre o principios de noviembre tendremos las viviendas | calendar | 2025-10-21..2025-11-10 | h
    en el tercer cuatrimestre | calendar | 2025-09-01..2025-12-31
    el segundo bimestre de 2026 | calendar | 2026-03-01..2026-04-30
    antes de la medianoche del viernes | calendar | 2025-08-15..2025-08-22
    el día 20 de octubre | calendar | 2025-10-20
    Si el Gobierno no declara la emergencia antes del viernes, lo haremos nosotros | calendar | 2025-08-15..2025-08-21
    Si no firman para el lunes, habrá huelga | calendar | 2025-08-15..2025-08-18
    Si no prepara los presupuestos antes de octubre, presentaremos una moción | calendar | 2025-08-15..2025-09-30
    Dijeron que el lunes habrá respuesta | calendar | 2025-08-18
    Nos dijeron que llegará el lunes | calendar | 2025-08-18
    Anunciaron que la ley se aprobará en enero | calendar | 2026-01-01..2026-01-31
    Anunció que la ley entraría en vigor en enero | calendar | 2026-01-01..2026-01-31
    Hoy quiero anunciar que en septiembre bajará el IVA | calendar | 2025-09-01..2025-09-30
    Hoy firmaremos el acuerdo | calendar | 2025-08-15
    Pasada la Semana Santa volveremos | calendar | 2026-04-06..
    Pasado el verano presentaremos la ley | calendar | 2025-09-01..
    Pasado mañana se vota | calendar | 2025-08-17
    a lo largo de septiembre | calendar | 2025-09-01..2025-09-30
    a lo largo del mes de septiembre | calendar | 2025-09-01..2025-09-30
    a lo largo de esta semana | calendar | 2025-08-15..2025-08-17
    en el transcurso de la semana que viene | calendar | 2025-08-18..2025-08-24
    durante la semana que viene | calendar | 2025-08-18..2025-08-24
    durante el mes entrante | calendar | 2025-09-01..2025-09-30
    tan pronto como el próximo lunes | calendar | 2025-08-18.. | h
    tan pronto como este otoño | calendar | 2025-09-01.. | h
    tan pronto como pase el verano | calendar | 2025-09-01..
    este mes de septiembre | calendar | 2025-09-01..2025-09-30
    el próximo mes de septiembre | calendar | 2025-09-01..2025-09-30
    el mes de septiembre | calendar | 2025-09-01..2025-09-30
    en el mes de octubre de 2026 | calendar | 2026-10-01..2026-10-31
    a lo largo del año 2027 | calendar | 2027-01-01..2027-12-31
    a lo largo del 2027 | calendar | 2027-01-01..2027-12-31
    a lo largo del primer trimestre de 2026 | calendar | 2026-01-01..2026-03-31
    a lo largo del verano | calendar | 2025-08-15..2025-08-31
    a lo largo del año | calendar | 2025-08-15..2025-12-31
    A principios de año subirán las pensiones | calendar | 2026-01-01..2026-04-30
    A mediados de septiembre empieza el curso | calendar | 2025-09-11..2025-09-20
    A final de mes pagaremos | calendar | 2025-08-21..2025-08-31
    Si la ley entra en vigor en enero, pagaremos menos | calendar | 2026-01-01..2026-01-31
    Aunque cueste, en 2026 lo haremos | calendar | 2026-01-01..2026-12-31
    Aunque tuviéramos minoría, aprobaremos los presupuestos en octubre | calendar | 2025-10-01..2025-10-31
    Vamos a exigir que se publique antes del día 1 de septiembre | calendar | 2025-08-15..2025-08-31
    Nos vemos el lunes a las ocho | calendar | 2025-08-18
    La segunda fase empezará el mes próximo | calendar | 2025-09-01..2025-09-30
    En los años veinte habrá trenes | calendar | 2025-08-15..2029-12-31
    La ministra da una rueda de prensa el lunes | calendar | 2025-08-18
    De septiembre a diciembre haremos las obras | calendar | 2025-09-01..2025-12-31
    del lunes al jueves | calendar | 2025-08-18..2025-08-21
    Vendrán tiempos mejores en 2026 | calendar | 2026-01-01..2026-12-31
    Serán las elecciones el domingo | calendar | 2025-08-17
    Van a ser en octubre las elecciones | calendar | 2025-10-01..2025-10-31
    @2024-10-02 language=es country=MX
    Vamos a entregar el primer tramo del tren de carga a finales del año próximo | calendar | 2025-09-01..2025-12-31
    El lunes vamos a enviar la iniciativa al Congreso. | calendar | 2024-10-07
    A partir del primero de enero sube el salario mínimo | calendar | 2025-01-01..
    Para el 2030 seremos la décima economía | calendar | 2024-10-02..2030-12-31
    De aquí a diciembre llegan los apoyos. | calendar | 2024-10-02..2024-12-31
    Que quede claro: el día primero de diciembre toda la gente tendrá su beca. | calendar | 2024-12-01
    Vence el 31 de marzo el plazo para pagar. | calendar | 2025-03-31
    Estaremos ahí el 20 de noviembre a las 10 de la mañana | calendar | 2024-11-20
    Ahorita no, mañana. | calendar | 2024-10-03
    el próximo fin de semana | calendar | 2024-10-05..2024-10-06
    @2023-12-10 language=es country=AR hemisphere=southern
    El paquete fiscal se va a votar antes de fin de mes. | calendar | 2023-12-10..2023-12-31
    En marzo arrancan las clases | calendar | 2024-03-01..2024-03-31
    este verano | calendar | 2023-12-10..2024-02-29
    El martes que viene mando la ley ómnibus | calendar | 2023-12-12
    la semana entrante | calendar | 2023-12-11..2023-12-17
    A más tardar el 15 de enero se levanta el cepo, quizás antes | calendar | 2023-12-10..2024-01-15 | h
    @2022-08-08 language=es country=CO
    Radicaremos la reforma tributaria hoy mismo | calendar | 2022-08-08
    Le doy plazo al ELN hasta el 30 de septiembre | calendar | 2022-08-08..2022-09-30
    La vacunación arranca el día 15 | calendar | 2022-08-15
    @2026-03-12 language=es country=CL hemisphere=southern
    Durante marzo ingresaremos el proyecto | calendar | 2026-03-12..2026-03-31
    durante el primer trimestre de 2027 | calendar | 2027-01-01..2027-03-31
    antes del 11 de marzo del próximo año | calendar | 2026-03-12..2027-03-10
    para fines de abril | calendar | 2026-03-12..2026-04-30
    El bono se pagará a partir de mayo por seis meses | calendar | 2026-05-01..
    Quisiera que el lunes estuviera resuelto | calendar | 2026-03-16
    El Congreso despachará la ley de aquí al 31 de mayo | calendar | 2026-03-12..2026-05-31
    mañana a primera hora | calendar | 2026-03-13
  `,
  'time that is given, asked for or counted': `
    @2025-08-15 language=es
    Hoy les digo: en cien días habrá agua | duration | 2025-11-23
    Le damos a Bruselas un mes para responder | duration | 2025-08-15..2025-09-15
    Les doy tres días para retirar la enmienda | duration | 2025-08-15..2025-08-18
    a lo largo de los próximos seis meses | duration | 2025-08-15..2026-02-15
    Si gano las elecciones, en cien días bajaré los impuestos | duration | 2025-11-23
    Si no nos pagan en dos semanas, iremos a los tribunales | duration | 2025-08-29
    Les hemos dado una semana para contestar | duration | 2025-08-15..2025-08-22
    Dadme cien días y veréis | duration | 2025-08-15..2025-11-23
    Denme un año | duration | 2025-08-15..2026-08-15
    Tienen un mes para irse | duration | 2025-08-15..2025-09-15
    Una vez transcurridos tres meses, decidiremos | duration | 2025-11-15..
    Doy una semana para que rectifique | duration | 2025-08-15..2025-08-22
    Yo les prometo hoy que en cien días habrá agua | duration | 2025-11-23
    En un plazo de entre 18 y 24 meses | duration | 2025-08-15..2027-08-15
    Entre 18 y 24 meses | duration | 2027-02-15..2027-08-15
    en un periodo de dos años | duration | 2025-08-15..2027-08-15
    En el plazo máximo de dos meses el Gobierno remitirá el proyecto | duration | 2025-08-15..2025-10-15
    En un máximo de diez días lo sabremos | duration | 2025-08-15..2025-08-25
    @2024-10-02 language=es country=MX
    Dentro de ocho días regreso a Oaxaca | duration | 2024-10-09
    @2023-12-10 language=es country=AR hemisphere=southern
    En quince meses la inflación va a desaparecer | duration | 2025-03-10
    Llevará entre dos y tres años | duration | 2025-12-10..2026-12-10
    @2022-08-08 language=es country=CO
    En un término no mayor a tres meses habrá cese al fuego | duration | 2022-08-08..2022-11-08
    Se les dará un año para legalizar los predios | duration | 2022-08-08..2023-08-08
    Concédanme dos meses y verán | duration | 2022-08-08..2022-10-08
    @2026-03-12 language=es country=CL hemisphere=southern
    Dentro de los próximos 30 días | duration | 2026-03-12..2026-04-11
    Me gustaría que en dos años fuéramos potencia | duration | 2028-03-12
    La jornada de 40 horas se aplicará gradualmente en cinco años | duration | 2031-03-12
    De hoy en ocho días volvemos a sesionar | duration | 2026-03-19
  `,
  'what hangs on an event, or names no day': `
    @2025-08-15 language=es
    La ley entrará en vigor a los veinte días de su publicación | event
    a lo largo de las próximas semanas | vague
    Tan pronto como se apruebe la ley, abriremos la convocatoria | event
    Al mes de llegar al Gobierno derogaremos la reforma | event
    A los dos meses de las elecciones habrá gobierno | event
    Transcurrido un año desde la firma se revisará | event
    Pasada la tormenta, toca reconstruir | event
    Pasado el plazo de alegaciones, publicaremos la lista | event
    en este sexenio | event
    este mandato vamos a subir las pensiones | event
    Esta legislatura aprobaremos la ley | event
    a los seis meses de la entrada en vigor | event
    Al año de la firma habrá elecciones | event
    A los tres meses de mi toma de posesión presentaré el plan | event
    a los 100 días de gobierno | event
    Cumplidos los primeros cien días, haremos balance | event
    Pasadas las elecciones, subirán los impuestos | event
    a lo largo de la próxima legislatura | event
    en el curso de los próximos días | vague
    tan pronto como podamos | vague
    tan pronto como tomemos posesión | event
    Al final de la legislatura veremos | event |  | h
    Se entrega en 48 horas desde el pedido | event
    @2024-10-02 language=es country=MX
    En los primeros cien días enviaremos veinte reformas | event
    Este sexenio vamos a construir un millón de viviendas | event
    A la brevedad informaremos. | vague
    Pasados los cien días haremos un balance. | event
    Pasadas las fiestas de diciembre, arrancamos la obra. | event
    @2023-12-10 language=es country=AR hemisphere=southern
    Para las próximas elecciones estaremos creciendo. | event
    @2022-08-08 language=es country=CO
    En el primer año de gobierno vamos a hacer la reforma agraria | event
    Al cabo de un año de mi gobierno se verán los resultados | event
    Pasados seis meses de la firma, se hará una evaluación | event
    Transcurridos treinta días desde la posesión presentaré el plan | event
    @2026-03-12 language=es country=CL hemisphere=southern
    En los primeros 90 días vamos a desplegar el plan | event
  `,
};

for (const [title, block] of Object.entries(SPEECH))
  describe(title, () => {
    test.each(rowsOf(block))('“$phrase” on $options.reference_date', ({ phrase, expected, options }) => {
      expect(summary(parseDeadline(phrase, options))).toBe(expected);
    });
  });
