/** What the words of politicians mean in days, in Spanish. Lines as in deadline-rows.ts. */
import { describe, expect, it, test } from 'vitest';
import { parseDeadline } from '../../src/deadlines/index.ts';
import { FRIDAY, rowsOf, summary } from './deadline-rows.ts';

const SPANISH: Record<string, string> = {
  'a length counts from the day it was said; quince días are two weeks, ocho días one': `
    @2025-08-15 language=es
    en dos semanas | duration | 2025-08-29
    dentro de dos semanas | duration | 2025-08-29
    dentro de un año | duration | 2026-08-15
    una semana y media | duration | 2025-08-26
    en una semana | duration | 2025-08-22
    en quince días | duration | 2025-08-29
    en ocho días | duration | 2025-08-22
    en una quincena | duration | 2025-08-29
    en treinta y ocho días | duration | 2025-09-22
    en ciento quince días | duration | 2025-12-08
    en ciento veinte días | duration | 2025-12-13
    en mil días | duration | 2028-05-11
    en 1.000 días | duration | 2028-05-11
    en doscientos cincuenta y cinco días | duration | 2026-04-27
    dos semanas | duration | 2025-08-29
  `,
  'a limit runs from the day it was said, and antes de with a length is one': `
    @2025-08-15 language=es
    en dos semanas como máximo | duration | 2025-08-15..2025-08-29
    en el plazo de 100 días | duration | 2025-08-15..2025-11-23
    en un plazo de 30 días | duration | 2025-08-15..2025-09-14
    en un plazo máximo de tres meses | duration | 2025-08-15..2025-11-15
    en menos de un mes | duration | 2025-08-15..2025-09-15
    antes de dos semanas | duration | 2025-08-15..2025-08-29
    antes de 100 días | duration | 2025-08-15..2025-11-23
    en los próximos 100 días | duration | 2025-08-15..2025-11-23
    en los próximos dos meses | duration | 2025-08-15..2025-10-15
    en los dos próximos meses | duration | 2025-08-15..2025-10-15
    en los próximos quince días | duration | 2025-08-15..2025-08-29
    en las dos semanas que vienen | duration | 2025-08-15..2025-08-29
    a más tardar en dos semanas | duration | 2025-08-15..2025-08-29
    de aquí a dos semanas | duration | 2025-08-15..2025-08-29
    un plazo de 90 días | duration | 2025-08-15..2025-11-13
    tienen diez días para retirarse | duration | 2025-08-15..2025-08-25
  `,
  'two lengths open a window': `
    @2025-08-15 language=es
    en dos o tres semanas | duration | 2025-08-29..2025-09-05 | h
    en dos semanas, tres semanas | duration | 2025-08-29..2025-09-05 | h
    entre dos y tres semanas | duration | 2025-08-29..2025-09-05
    de dos a tres semanas | duration | 2025-08-29..2025-09-05
    en dos a tres semanas | duration | 2025-08-29..2025-09-05
  `,
  'months, years and longer units count by the calendar': `
    @2025-08-15 language=es
    en seis meses | duration | 2026-02-15
    en medio año | duration | 2026-02-15
    en un año y medio | duration | 2027-02-15
    en año y medio | duration | 2027-02-15
    en dos años y medio | duration | 2028-02-15
    en un semestre | duration | 2026-02-15
    en un lustro | duration | 2030-08-15
    en una década | duration | 2035-08-15
    en un trimestre | duration | 2025-11-15
  `,
  'unos and algunos are a few, varios several': `
    @2025-08-15 language=es
    en un par de semanas | duration | 2025-08-29..2025-09-05 | h
    en unos días | duration | 2025-08-18..2025-08-20 | h
    en unas semanas | duration | 2025-09-05..2025-09-19 | h
    en algunas semanas | duration | 2025-09-05..2025-09-19 | h
    en unas pocas semanas | duration | 2025-09-05..2025-09-19 | h
    en varias semanas | duration | 2025-09-05..2025-10-03 | h
    en varios meses | duration | 2025-11-15..2026-03-15 | h
    en unas dos semanas | duration | 2025-08-29 | h
    en unos 100 días | duration | 2025-11-23 | h
    en las próximas pocas semanas | duration | 2025-08-15..2025-09-19 | h
    en menos de unas semanas | duration | 2025-08-15..2025-09-19 | h
  `,
  'hours run from today, a part of a day counting as a whole one': `
    @2025-08-15 language=es
    en 24 horas | duration | 2025-08-15..2025-08-16
    24 horas | duration | 2025-08-15..2025-08-16
    en las próximas 48 horas | duration | 2025-08-15..2025-08-17
    en media hora | duration | 2025-08-15..2025-08-16
    en 36 horas | duration | 2025-08-15..2025-08-17
    después de 30 días | duration | 2025-09-14..
    en al menos dos años | duration | 2027-08-15..
  `,
  'mañana is a day, por la mañana a part of one': `
    @2025-08-15 language=es
    hoy | calendar | 2025-08-15
    mañana | calendar | 2025-08-16
    Manana | calendar | 2025-08-16
    mañana por la mañana | calendar | 2025-08-16
    mañana por la tarde | calendar | 2025-08-16
    pasado mañana | calendar | 2025-08-17
    por la mañana | none
  `,
  'what is called next stands before its noun or behind it': `
    @2025-08-15 language=es
    esta semana | calendar | 2025-08-15..2025-08-17
    este mes | calendar | 2025-08-15..2025-08-31
    este año | calendar | 2025-08-15..2025-12-31
    la próxima semana | calendar | 2025-08-18..2025-08-24
    la semana próxima | calendar | 2025-08-18..2025-08-24
    la semana que viene | calendar | 2025-08-18..2025-08-24
    el mes que viene | calendar | 2025-09-01..2025-09-30
    el próximo mes | calendar | 2025-09-01..2025-09-30
    el mes entrante | calendar | 2025-09-01..2025-09-30
    el año que viene | calendar | 2026-01-01..2026-12-31
    el año próximo | calendar | 2026-01-01..2026-12-31
    el proximo año | calendar | 2026-01-01..2026-12-31
    en el próximo trimestre | calendar | 2025-10-01..2025-12-31
    el año en curso | calendar | 2025-08-15..2025-12-31
    en lo que queda de año | calendar | 2025-08-15..2025-12-31
    a lo largo del año | calendar | 2025-08-15..2025-12-31
    a lo largo de este año | calendar | 2025-08-15..2025-12-31
    a lo largo del próximo año | calendar | 2026-01-01..2026-12-31
    más adelante este año | calendar | 2025-08-16..2025-12-31
    más tarde este mes | calendar | 2025-08-16..2025-08-31
  `,
  'a named month or year is the next to come': `
    @2025-08-15 language=es
    en marzo | calendar | 2026-03-01..2026-03-31
    en agosto | calendar | 2025-08-15..2025-08-31
    en marzo de 2027 | calendar | 2027-03-01..2027-03-31
    en marzo del próximo año | calendar | 2026-03-01..2026-03-31
    en marzo del año que viene | calendar | 2026-03-01..2026-03-31
    en el mes de marzo | calendar | 2026-03-01..2026-03-31
    el próximo octubre | calendar | 2025-10-01..2025-10-31
    en 2026 | calendar | 2026-01-01..2026-12-31
    en el año 2026 | calendar | 2026-01-01..2026-12-31
    en el 2026 | calendar | 2026-01-01..2026-12-31
    en dos mil veintiséis | calendar | 2026-01-01..2026-12-31
  `,
  'the day stands before the month': `
    @2025-08-15 language=es
    el 15 de octubre | calendar | 2025-10-15
    el día 20 | calendar | 2025-08-20
    el 15 de octubre de 2025 | calendar | 2025-10-15
    15 de octubre de 2025 | calendar | 2025-10-15
    el 15/10/2025 | calendar | 2025-10-15
    el 5/9/2025 | calendar | 2025-09-05
    el 15.10.2025 | calendar | 2025-10-15
    el día 15 de octubre | calendar | 2025-10-15
    el 1º de enero | calendar | 2026-01-01
    el 1.º de enero de 2027 | calendar | 2027-01-01
    el primero de enero | calendar | 2026-01-01
    el quince de octubre | calendar | 2025-10-15
    el próximo 15 de octubre | calendar | 2025-10-15
  `,
  'the next weekday is the next to come': `
    @2025-08-15 language=es
    el martes | calendar | 2025-08-19
    el próximo martes | calendar | 2025-08-19
    el martes que viene | calendar | 2025-08-19
    el martes próximo | calendar | 2025-08-19
    este martes | calendar | 2025-08-19
    el viernes | calendar | 2025-08-22
    el martes de la semana que viene | calendar | 2025-08-19
    el jueves de la próxima semana | calendar | 2025-08-21
    el lunes por la mañana | calendar | 2025-08-18
    el martes 19 de agosto | calendar | 2025-08-19
    el sábado | calendar | 2025-08-16
    el fin de semana | calendar | 2025-08-16..2025-08-17
    este fin de semana | calendar | 2025-08-16..2025-08-17
    el próximo fin de semana | calendar | 2025-08-16..2025-08-17
  `,
  'holidays of Spain are calendar, Semana Santa has eight days': `
    @2025-08-15 language=es
    en Navidad | calendar | 2025-12-25
    en Semana Santa | calendar | 2026-03-29..2026-04-05
    el día de la Constitución | calendar | 2025-12-06
    el Día de la Hispanidad | calendar | 2025-10-12
    el Viernes Santo | calendar | 2026-04-03
    antes de Navidad | calendar | 2025-08-15..2025-12-24
    antes de Semana Santa | calendar | 2025-08-15..2026-03-28
    antes de Reyes | calendar | 2025-08-15..2026-01-05
    después de Semana Santa | calendar | 2026-04-06..
    para Navidad | calendar | 2025-08-15..2025-12-25
    dos semanas después de Navidad | calendar | 2026-01-08
    una semana antes de Navidad | calendar | 2025-12-18
  `,
  'para, a más tardar, de aquí a and antes de limit': `
    @2025-08-15 language=es
    para 2030 | calendar | 2025-08-15..2030-12-31
    para el 2030 | calendar | 2025-08-15..2030-12-31
    para finales de mes | calendar | 2025-08-15..2025-08-31
    para el final del verano | calendar | 2025-08-15..2025-08-31
    a finales de mes | calendar | 2025-08-21..2025-08-31
    a finales de octubre | calendar | 2025-10-21..2025-10-31
    a mediados de octubre | calendar | 2025-10-11..2025-10-20
    a principios de octubre | calendar | 2025-10-01..2025-10-10
    a comienzos de octubre | calendar | 2025-10-01..2025-10-10
    a principios de 2026 | calendar | 2026-01-01..2026-04-30
    a mediados del año que viene | calendar | 2026-05-01..2026-08-31
    a finales del próximo año | calendar | 2026-09-01..2026-12-31
    a finales de la próxima semana | calendar | 2025-08-22..2025-08-24
    a fin de mes | calendar | 2025-08-21..2025-08-31
    antes de fin de año | calendar | 2025-08-15..2025-12-31
    antes de finales de año | calendar | 2025-08-15..2025-12-31
    antes del fin del verano | calendar | 2025-08-15..2025-08-31
    antes de que termine el año | calendar | 2025-08-15..2025-12-31
    antes de que acabe el mes | calendar | 2025-08-15..2025-08-31
    antes de que el año termine | calendar | 2025-08-15..2025-12-31
    antes de terminar el año | calendar | 2025-08-15..2025-12-31
    antes del 1 de enero | calendar | 2025-08-15..2025-12-31
    antes del viernes | calendar | 2025-08-15..2025-08-21
    de aquí a fin de año | calendar | 2025-08-15..2025-12-31
    de aquí a diciembre | calendar | 2025-08-15..2025-12-31
    a más tardar el viernes | calendar | 2025-08-15..2025-08-22
    el viernes a más tardar | calendar | 2025-08-15..2025-08-22
    como muy tarde en octubre | calendar | 2025-08-15..2025-10-31
    no más tarde del 31 de diciembre | calendar | 2025-08-15..2025-12-31
    para el viernes | calendar | 2025-08-15..2025-08-22
    para mediados de marzo | calendar | 2025-08-15..2026-03-20
    tienen hasta el viernes | calendar | 2025-08-15..2025-08-22
    hasta el viernes | none
  `,
  'después de, a partir de and desde open, where desde speaks of what is to come': `
    @2025-08-15 language=es
    después del verano | calendar | 2025-09-01..
    a partir de enero | calendar | 2026-01-01..
    a partir del 1 de enero de 2026 | calendar | 2026-01-01..
    desde el 1 de enero pagarán menos impuestos | calendar | 2026-01-01..
    desde mañana | calendar | 2025-08-16..
    desde enero | none
    no antes de 2027 | calendar | 2027-01-01..
  `,
  'halves, quarters and fortnights of a month': `
    @2025-08-15 language=es
    el primer semestre de 2026 | calendar | 2026-01-01..2026-06-30
    en el primer semestre de 2026 | calendar | 2026-01-01..2026-06-30
    en el segundo semestre | calendar | 2025-08-15..2025-12-31
    segundo trimestre | calendar | 2026-04-01..2026-06-30
    en el segundo trimestre del año que viene | calendar | 2026-04-01..2026-06-30
    en el último trimestre de 2025 | calendar | 2025-10-01..2025-12-31
    en la primera mitad del año que viene | calendar | 2026-01-01..2026-06-30
    en la primera quincena de octubre | calendar | 2025-10-01..2025-10-15
    en la segunda quincena de octubre | calendar | 2025-10-16..2025-10-31
    en la primera semana de marzo | calendar | 2026-03-01..2026-03-07
  `,
  'seasons and decades': `
    @2025-08-15 language=es
    en otoño | calendar | 2025-09-01..2025-11-30
    este otoño | calendar | 2025-09-01..2025-11-30
    la primavera que viene | calendar | 2026-03-01..2026-05-31
    el próximo verano | calendar | 2026-06-01..2026-08-31
    en el verano de 2026 | calendar | 2026-06-01..2026-08-31
    antes de que acabe la década | calendar | 2025-08-15..2029-12-31
    para finales de la década | calendar | 2025-08-15..2029-12-31
    en la década de 2030 | calendar | 2030-01-01..2039-12-31
  `,
  between: `
    @2025-08-15 language=es
    entre marzo y mayo | calendar | 2026-03-01..2026-05-31
    entre el lunes y el viernes | calendar | 2025-08-18..2025-08-22
    de marzo a mayo | calendar | 2026-03-01..2026-05-31
    entre hoy y Navidad | calendar | 2025-08-15..2025-12-25
    durante el verano | calendar | 2025-08-15..2025-08-31
    durante el próximo año | calendar | 2026-01-01..2026-12-31
  `,
  'what hangs on an event has no window': `
    @2025-08-15 language=es
    antes de las elecciones | event
    en los primeros 100 días de mi gobierno | event
    en los primeros cien días | event
    en mis primeros 100 días | event
    en los cien primeros días de gobierno | event
    en mi primer día en el cargo | event
    antes de que termine la legislatura | event
    antes de que acabe el sexenio | event
    al final de la legislatura | event
    antes del final del sexenio | event
    en esta legislatura | event
    durante este sexenio | event
    cuando termine la guerra | event
    cuando gane las elecciones | event
    dos semanas después de las elecciones | event
    en cuanto acabe la guerra | event
    tras las elecciones | event
    en diez días hábiles | event
    antes de que termine el año fiscal | event
  `,
  'vague words get no window': `
    @2025-08-15 language=es
    pronto | vague
    próximamente | vague
    muy pronto | vague
    lo antes posible | vague
    cuanto antes | vague
    en los próximos días | vague
    en las próximas semanas | vague
    en los próximos meses | vague
    en breve | vague
    en cuestión de días | vague
    en cuestión de semanas | vague
    algún día | vague
    en algún momento | vague
    tarde o temprano | vague
    a corto plazo | vague
    inmediatamente | vague
  `,
  'the past, a length and a frequency are no deadlines': `
    @2025-08-15 language=es
    hace dos semanas | none
    hace unos días | none
    hace más de dos años | none
    desde hace dos años | none
    desde 2021 | none
    el año pasado | none
    la semana pasada | none
    el pasado martes | none
    el martes pasado | none
    en los últimos dos años | none
    en los dos últimos años | none
    durante dos años | none
    durante las próximas dos semanas | none
    por dos años | none
    cada semana | none
    dos veces al mes | none
    todos los días | none
    todos los martes | none
    los martes | none
    cada quince días | none
    vamos a ganar | none
    mañana será otro día para España | calendar | 2025-08-16
  `,
  'weakened times': `
    @2025-08-15 language=es
    alrededor de dos semanas | duration | 2025-08-29 | h
    quizá en dos semanas | duration | 2025-08-29 | h
    más o menos en dos semanas | duration | 2025-08-29 | h
    en dos semanas más o menos | duration | 2025-08-29 | h
    creo que en dos semanas | duration | 2025-08-29 | h
    ojalá antes de fin de año | calendar | 2025-08-15..2025-12-31 | h
    probablemente el martes | calendar | 2025-08-19 | h
  `,
  'political speech': `
    @2025-08-15 language=es
    Vamos a aprobar la ley antes de fin de año | calendar | 2025-08-15..2025-12-31
    Aprobaremos la ley en octubre | calendar | 2025-10-01..2025-10-31
    El lunes presentaremos el plan | calendar | 2025-08-18
    El lunes Pedro Sánchez anunciará las medidas | calendar | 2025-08-18
    Mañana viajamos a Bruselas | calendar | 2025-08-16
    El Gobierno aprobó la ley en marzo | none
    La ley fue aprobada en marzo | none
    Hemos aprobado la ley en marzo | none
    La ley se aprobó el martes | none
    Bajaremos los impuestos en 2026 | calendar | 2026-01-01..2026-12-31
    Los impuestos bajarán a partir de enero | calendar | 2026-01-01..
    Vamos a construir 100.000 viviendas para 2030 | calendar | 2025-08-15..2030-12-31
    Crearemos un millón de empleos en cuatro años | duration | 2029-08-15
    El próximo martes llevaremos al Consejo de Ministros el decreto | calendar | 2025-08-19
    El presupuesto para 2026 estará listo en octubre | calendar | 2025-10-01..2025-10-31
    El debate de la semana que viene será duro | none
    Las elecciones del próximo año serán difíciles | none
    ¡En dos semanas! | duration | 2025-08-29
    ¿Cuándo? El martes. | calendar | 2025-08-19
    ¿Para cuándo? Para finales de mes. | calendar | 2025-08-15..2025-08-31
    Tienen hasta el viernes para responder | calendar | 2025-08-15..2025-08-22
    Les damos diez días | duration | 2025-08-15..2025-08-25
    Les hemos dado un plazo de 30 días | duration | 2025-08-15..2025-09-14
    Los alquileres están congelados hasta 2028 | none
    No subiremos los impuestos antes de 2030 | calendar | 2030-01-01..
    No lo vamos a hacer la semana que viene | none
    Llevamos dos años trabajando en esto | none
    La obra duró tres años | none
    Tardaremos dos semanas | duration | 2025-08-29
    El paro es el más bajo en 20 años | none
    Ha subido un 40 por ciento en diez años | none
    Prometió que bajaría los impuestos en 2026 | calendar | 2026-01-01..2026-12-31
    He prometido aprobarlo antes de Navidad | calendar | 2025-08-15..2025-12-24
    El presidente anunció que el lunes presentará la ley | calendar | 2025-08-18
    El presidente anunció el lunes que dimite | none
    Nuestro objetivo es llegar al 5% en 2027 | calendar | 2027-01-01..2027-12-31
    La meta es terminar las obras para diciembre | calendar | 2025-08-15..2025-12-31
    En cuanto a 2026, ya veremos | none
    Creo que lo tendremos listo el viernes | calendar | 2025-08-22 | h
    Seguramente en marzo tendremos una ley | calendar | 2026-03-01..2026-03-31 | h
    Habrá elecciones en 2027 | calendar | 2027-01-01..2027-12-31
    En mis primeros 100 días derogaré la reforma laboral | event
    Cuando lleguemos al gobierno, en 30 días bajaremos la luz | event
    Cumplimos 2030 empleos | none
    Nos vemos mañana | calendar | 2025-08-16
    Buenos días, mañana es el día | calendar | 2025-08-16
    El mañana es nuestro | none
    Esta mañana hemos aprobado el decreto | none
    El año pasado crecimos un 3% | none
    Desde enero hemos creado 500.000 empleos | none
    Hace dos semanas dije que lo haríamos | none
    Hace dos semanas dije que lo haríamos en octubre | calendar | 2025-10-01..2025-10-31
    Lo aprobaremos el próximo 1 de septiembre | calendar | 2025-09-01
    El 1 de septiembre entra en vigor la ley | calendar | 2025-09-01
    La ley entra en vigor en enero de 2026 | calendar | 2026-01-01..2026-01-31
    El tren llegará a Murcia a finales del año que viene | calendar | 2026-09-01..2026-12-31
    Vamos a acabar con la violencia en seis meses | duration | 2026-02-15
    No es cuestión de semanas sino de meses | vague
    No son semanas sino meses | vague
    En diciembre o enero | calendar | 2025-12-01..2026-01-31 | h
    Lunes o martes | calendar | 2025-08-18..2025-08-19 | h
    El jueves, no, perdón, el viernes | calendar | 2025-08-22
    Antes de que acabe la semana tendrán una respuesta | calendar | 2025-08-15..2025-08-17
    Se reunirán dentro de un mes y medio | duration | 2025-09-30
    El hospital abrirá sus puertas en la primavera de 2026 | calendar | 2026-03-01..2026-05-31
    La reforma estará aprobada antes del verano de 2026 | calendar | 2025-08-15..2026-05-31
    España será neutra en carbono en 2050 | calendar | 2050-01-01..2050-12-31
    Yo les digo que en dos semanas esto está resuelto | duration | 2025-08-29
    Nos comprometemos a entregar las viviendas a más tardar el 31 de marzo | calendar | 2025-08-15..2026-03-31
    El Congreso votará el jueves de la próxima semana | calendar | 2025-08-21
    Tenemos que actuar ya | none
    Haremos un referéndum en el segundo semestre del próximo año | calendar | 2026-07-01..2026-12-31
    Quien gane gobernará cuatro años | none
    Congelamos los precios por tres meses | none
    Durante cuatro años no subiremos los impuestos | none
    No habrá más retrasos: el 1 de mayo estará listo | calendar | 2026-05-01
    La manifestación del 15 de octubre fue un éxito | none
    Los datos de marzo son buenos | none
    Agenda 2030 | none
    La Agenda 2030 es un compromiso de todos | none
    El 4 de julio | calendar | 2026-07-04
    En junio pasado | none
    En los próximos cuatro años construiremos 50 hospitales | duration | 2025-08-15..2029-08-15
    Lo haré en mi segundo mandato | event
    Antes de que termine mi mandato | event
    En el último año de mi mandato | none
    A finales de mi sexenio | event
    Será ley en un mes, mes y medio | duration | 2025-09-15..2025-09-30 | h
  `,
  'promises of governments and candidates': `
    @2025-08-15 language=es
    Vamos a presentar los presupuestos antes del 30 de septiembre | calendar | 2025-08-15..2025-09-29
    Los presupuestos se presentarán en tiempo y forma | none
    El Consejo de Ministros aprobará mañana el real decreto | calendar | 2025-08-16
    Esta misma semana se pagarán las ayudas | calendar | 2025-08-15..2025-08-17
    Las ayudas llegarán esta misma tarde | calendar | 2025-08-15
    Las obras arrancarán en el primer trimestre de 2026 y terminarán en 2028 | calendar | 2026-01-01..2026-03-31
    El metro estará terminado en dieciocho meses | duration | 2027-02-15
    En menos de un año acabaremos con las listas de espera | duration | 2025-08-15..2026-08-15
    En cien días tendremos resultados | duration | 2025-11-23
    Dentro de los próximos seis meses convocaré elecciones | duration | 2025-08-15..2026-02-15
    A lo largo de los próximos tres años invertiremos 2.000 millones | duration | 2025-08-15..2028-08-15
    El salario mínimo subirá a 1.200 euros el año que viene | calendar | 2026-01-01..2026-12-31
    Subiremos el salario mínimo un 5% en enero | calendar | 2026-01-01..2026-01-31
    El desempleo bajó en julio | none
    El desempleo bajará en septiembre | calendar | 2025-09-01..2025-09-30
    La inflación ha caído al 2% en agosto | none
    Antes de que termine agosto habremos repartido las ayudas | calendar | 2025-08-15..2025-08-31
    Antes de que finalice 2026 tendremos tren | calendar | 2025-08-15..2026-12-31
    Le doy mi palabra: el 1 de diciembre arranca el tren maya | calendar | 2025-12-01
    El primero de octubre empieza el nuevo gobierno | calendar | 2025-10-01
    Vamos a bajar la gasolina en septiembre, ojalá antes | calendar | 2025-09-01..2025-09-30 | h
    Vamos a regresar a los soldados a sus cuarteles en seis meses | duration | 2026-02-15
    No vamos a esperar dos años, lo haremos en seis meses | duration | 2026-02-15
  `,
  'sentences that hang on an event': `
    @2025-08-15 language=es
    Antes del próximo ciclo escolar habrá becas | event
    Antes de las próximas elecciones | event
    Después de las elecciones generales | event
    Desde el primer día de gobierno | event
    El primer día de mi gobierno firmaré el decreto | event
    En los primeros tres meses de mi gobierno | event
    En las primeras 24 horas de mi mandato | event
    Al comienzo de la próxima legislatura | event
    Al terminar la legislatura | event
    Antes de tomar posesión | event
    Cuando asuma la presidencia | event
    Cuando sea presidente bajaré los impuestos | event
    Una vez que termine la guerra, iremos a elecciones | event
    Dos meses antes de las elecciones | event
    Un mes después de la toma de posesión | event
    En un plazo de dos semanas desde la toma de posesión | event
    En 30 días laborables | event
    en veinte días hábiles | event
  `,
  'days and hours in sentences': `
    @2025-08-15 language=es
    Mañana mismo | calendar | 2025-08-16
    Hoy mismo firmaré la orden | calendar | 2025-08-15
    Hoy es un gran día | none
    Hoy no hay clases | none
    Ayer aprobamos la ley | none
    Esta noche habrá acuerdo | calendar | 2025-08-15
    El viernes a las 9 de la mañana | calendar | 2025-08-22
    El lunes a primera hora | calendar | 2025-08-18
    A las cinco de la tarde | none
    El miércoles que viene a las 10:00 horas | calendar | 2025-08-20
    La semana que entra | calendar | 2025-08-18..2025-08-24
    La semana siguiente | calendar | 2025-08-18..2025-08-24
    La próxima semana o la siguiente | calendar | 2025-08-18..2025-08-31 | h
  `,
  'parts of a period in sentences': `
    @2025-08-15 language=es
    A principios de la semana que viene | calendar | 2025-08-18..2025-08-19
    A finales de semana | calendar | 2025-08-15..2025-08-17
    A mediados de mes | calendar | 2025-08-15..2025-08-20
    A principios del mes que viene | calendar | 2025-09-01..2025-09-10
    A principios del próximo año | calendar | 2026-01-01..2026-04-30
    A primeros de septiembre | calendar | 2025-09-01..2025-09-10
    A últimos de septiembre | calendar | 2025-09-21..2025-09-30
    En los primeros días de septiembre | calendar | 2025-09-01..2025-09-10
    En la última semana de octubre | calendar | 2025-10-25..2025-10-31
    El último día del mes | calendar | 2025-08-31
    El primer lunes de septiembre | calendar | 2025-09-01
    El último viernes de septiembre | calendar | 2025-09-26
    En el tercer trimestre | calendar | 2025-08-15..2025-09-30
    A finales del primer trimestre | calendar | 2026-03-01..2026-03-31
    Para el primer trimestre de 2026 | calendar | 2025-08-15..2026-03-31
    Para el verano | calendar | 2025-08-15..2025-08-31
    Para el próximo verano | calendar | 2025-08-15..2026-08-31
    Para marzo | calendar | 2025-08-15..2026-03-31
  `,
  'comparisons, memories and beginnings': `
    @2025-08-15 language=es
    Para dentro de dos años | duration | 2027-08-15
    Para las próximas generaciones | vague
    Para siempre | none
    Por primera vez en 40 años baja el paro | none
    La mayor caída en diez años | none
    Es la cifra más alta en una década | none
    20.000 policías en dos años | duration | 2027-08-15
    Contrataremos 20.000 policías en dos años | duration | 2027-08-15
    Hace un año prometí esto | none
    Hace poco lo dije | none
    Hace falta aprobarlo antes de octubre | calendar | 2025-08-15..2025-09-30
    Hace años que lo esperamos | none
    Llevamos esperando desde 2019 | none
    En 2019 prometieron lo mismo | none
    En 2020 hicimos lo que había que hacer | none
    El año pasado subieron los precios | none
    El pasado mes de marzo | none
    En marzo pasado firmamos el acuerdo | none
    En lo que va de año | none
    En los últimos meses | none
    En las últimas 24 horas | none
    Desde hace meses | none
    Desde el lunes pasado | none
    Desde el próximo lunes | calendar | 2025-08-18..
    Desde septiembre bajará el IVA | calendar | 2025-09-01..
    A partir de la próxima semana | calendar | 2025-08-18..
    A partir de mañana | calendar | 2025-08-16..
    A partir de 2027 | calendar | 2027-01-01..
    No antes de marzo | calendar | 2026-03-01..
    Como pronto en marzo | calendar | 2026-03-01..
    En marzo como muy pronto | calendar | 2026-03-01..
  `,
  'time given, lasting and measured': `
    @2025-08-15 language=es
    Como máximo en dos semanas | duration | 2025-08-15..2025-08-29
    A más tardar a finales de año | calendar | 2025-08-15..2025-12-31
    A más tardar el próximo lunes | calendar | 2025-08-15..2025-08-18
    Tenéis 48 horas | duration | 2025-08-15..2025-08-17
    Tiene usted una semana para dimitir | duration | 2025-08-15..2025-08-22
    Les doy hasta el lunes | calendar | 2025-08-15..2025-08-18
    Tenemos hasta 2030 para reducir las emisiones | calendar | 2025-08-15..2030-12-31
    El estado de alarma seguirá hasta el 9 de mayo | none
    La tregua durará 60 días | none
    Una tregua de 30 días | none
    Un mandato de cuatro años | none
    Tiene 65 años | none
    Tres años de cárcel | none
    Un plan de 90 días | duration | 2025-08-15..2025-11-13
    Un ultimátum de diez días | duration | 2025-08-15..2025-08-25
    Está previsto para el 20 de noviembre | calendar | 2025-08-15..2025-11-20
    La votación está prevista para el jueves | calendar | 2025-08-15..2025-08-21
  `,
  'spans and what recurs': `
    @2025-08-15 language=es
    Nos reuniremos el 3 o el 4 de septiembre | calendar | 2025-09-03..2025-09-04
    Entre el 3 y el 10 de septiembre | calendar | 2025-09-03..2025-09-10
    Del 3 al 10 de septiembre | calendar | 2025-09-03..2025-09-10
    Entre enero y junio de 2026 | calendar | 2026-01-01..2026-06-30
    Entre 2026 y 2028 | calendar | 2026-01-01..2028-12-31
    Entre finales de año y principios del próximo | calendar | 2025-09-01..2026-04-30
    De lunes a viernes | none
    Una vez al año | none
    Mil euros al mes | none
    Los miércoles | none
    El 31 de febrero | none
    El 30 de febrero de 2026 | none
    2030 empleos | none
    Página 2030 | none
  `,
  'what is hoped, guessed, denied or left open': `
    @2025-08-15 language=es
    Mi objetivo es que en cinco años no haya pobreza | duration | 2030-08-15
    Queremos que España lidere el hidrógeno en 2030 | calendar | 2030-01-01..2030-12-31
    Me gustaría tenerlo en dos semanas | duration | 2025-08-29
    Podría ser en dos semanas | duration | 2025-08-29 | h
    Puede que el jueves | calendar | 2025-08-21 | h
    A lo mejor la semana que viene | calendar | 2025-08-18..2025-08-24 | h
    Si todo va bien, en octubre | calendar | 2025-10-01..2025-10-31 | h
    Espero que antes de Navidad | calendar | 2025-08-15..2025-12-24 | h
    Cerca de dos años | duration | 2027-08-15 | h
    Unos tres meses | duration | 2025-11-15 | h
    Alrededor del 15 de septiembre | calendar | 2025-09-15 | h
    Hacia finales de año | calendar | 2025-09-01..2025-12-31
    En torno a marzo | calendar | 2026-03-01..2026-03-31 | h
    No lo vamos a hacer en 2026 | none
    Nunca subiremos los impuestos en los próximos cuatro años | none
    Nadie lo hará antes de 2030 | calendar | 2030-01-01..
    No sé si será mañana o pasado | none
    No se sabe si será en marzo | none
    No es cuestión de días | none
    En el futuro próximo | vague
    En un futuro no muy lejano | vague
    En un plazo muy breve | vague
    En el menor tiempo posible | vague
    Más pronto que tarde | vague
    Cuando llegue el momento | vague
    En cuanto sea posible | vague
    Tan pronto como sea posible | vague
    Lo más pronto posible | vague
    En los próximos años | vague
    En las próximas horas | vague
    En unos meses veremos los resultados, pronto | duration | 2025-11-15..2026-01-15 | h
    Pronto, en dos semanas | duration | 2025-08-29
    Algún día, en marzo | calendar | 2026-03-01..2026-03-31
    En algún momento del año que viene | calendar | 2026-01-01..2026-12-31
    Pronto lo sabrán | vague
  `,
  'names, openings and other dress': `
    @2025-08-15 language=es
    La ley será aprobada el próximo jueves por el Congreso | calendar | 2025-08-21
    Ya hemos cumplido | none
    Es la hora de España | none
    Sí se puede | none
    De la noche a la mañana | none
    El día a día de la gente | none
    El primer ministro viajará a Kiev el lunes | calendar | 2025-08-18
    La segunda vuelta será el 19 de octubre | calendar | 2025-10-19
    El mes de octubre será clave | none
    Octubre será clave | none
    2026 será nuestro año | none
    La primavera será dura | none
    Lo anunciaré el domingo en Santo Domingo | calendar | 2025-08-17
    EN DOS SEMANAS | duration | 2025-08-29
    A MAS TARDAR EL PROXIMO LUNES | calendar | 2025-08-15..2025-08-18
    despues del otoño | calendar | 2025-12-01..
    quizas en dos semanas | duration | 2025-08-29 | h
    el miercoles | calendar | 2025-08-20
    el proximo sabado | calendar | 2025-08-16
    «En quince días», dijo el ministro | duration | 2025-08-29
    El ministro dijo: «En quince días estará listo» | duration | 2025-08-29
    El ministro prometió que en quince días estará listo | duration | 2025-08-29
    ¡¡Antes de Navidad!! | calendar | 2025-08-15..2025-12-24
  `,
  'other countries, hemispheres and days': `
    @2025-12-10 country=MX language=es
    antes del Día de la Constitución | calendar | 2025-12-10..2026-02-04
    el Día de las Madres | calendar | 2026-05-10
    antes del Día de la Virgen de Guadalupe | calendar | 2025-12-10..2025-12-11
    el Día de la Independencia | calendar | 2026-09-16
    antes de Nochebuena | calendar | 2025-12-10..2025-12-23
    en Año Nuevo | calendar | 2026-01-01
    después de Reyes | calendar | 2026-01-07..
    el Día del Trabajo | calendar | 2026-05-01
    en Semana Santa | calendar | 2026-03-29..2026-04-05
    el Día de Muertos | calendar | 2026-11-02
    @2025-08-15 country=AR language=es
    antes del Día de la Independencia | calendar | 2025-08-15..2026-07-08
    el Día de la Madre | calendar | 2025-10-19
    en primavera hemos hecho mucho | none
    @2025-08-15 country=US language=es
    el 10/11/2025 | calendar | 2025-10-11
    @2025-08-15 hemisphere=southern language=es
    en primavera | calendar | 2025-09-01..2025-11-30
    antes del verano | calendar | 2025-08-15..2025-11-30
    @2026-03-10 language=es
    antes del verano | calendar | 2026-03-10..2026-05-31
    después del verano | calendar | 2026-09-01..
    antes de Semana Santa | calendar | 2026-03-10..2026-03-28
    el domingo de Ramos | calendar | 2026-03-29
    en San Juan | calendar | 2026-06-24
  `,
  'other words for limits, parts and days': `
    @2025-08-15 language=es
    En las próximas dos semanas tendremos una propuesta | duration | 2025-08-15..2025-08-29
    En la próxima semana | calendar | 2025-08-18..2025-08-24
    En el próximo mes | calendar | 2025-09-01..2025-09-30
    dentro de tres días | duration | 2025-08-18
    dentro de unos meses | duration | 2025-11-15..2026-01-15 | h
    dentro de poco | vague
    de aquí a 2030 | calendar | 2025-08-15..2030-12-31
    de aquí a fin de mes | calendar | 2025-08-15..2025-08-31
    de aquí al verano | calendar | 2025-08-15..2025-08-31
    antes del 2030 | calendar | 2025-08-15..2029-12-31
    antes de 2030 | calendar | 2025-08-15..2029-12-31
    antes de marzo | calendar | 2025-08-15..2026-02-28
    antes de acabar el año | calendar | 2025-08-15..2025-12-31
    antes de que acabe este año | calendar | 2025-08-15..2025-12-31
    antes de que termine el verano | calendar | 2025-08-15..2025-08-31
    antes de que finalice el primer semestre de 2026 | calendar | 2025-08-15..2026-06-30
    antes de que acabe 2025 | calendar | 2025-08-15..2025-12-31
    antes del próximo lunes | calendar | 2025-08-15..2025-08-17
    antes del final de la década | calendar | 2025-08-15..2029-12-31
    para fin de año | calendar | 2025-08-15..2025-12-31
    para finales de 2026 | calendar | 2025-08-15..2026-12-31
    para la próxima semana | calendar | 2025-08-15..2025-08-24
    para mañana | calendar | 2025-08-15..2025-08-16
    para el próximo año | calendar | 2025-08-15..2026-12-31
    a fines de año | calendar | 2025-09-01..2025-12-31
    a fines de octubre | calendar | 2025-10-21..2025-10-31
    a finales de 2026 | calendar | 2026-09-01..2026-12-31
    a inicios de octubre | calendar | 2025-10-01..2025-10-10
    principios de 2026 | calendar | 2026-01-01..2026-04-30
    finales de octubre | calendar | 2025-10-21..2025-10-31
    mediados de marzo | calendar | 2026-03-11..2026-03-20
    a principios de verano | calendar | 2026-06-01..2026-06-30
    a finales del verano | calendar | 2025-08-15..2025-08-31
    a principios de la próxima década | calendar | 2030-01-01..2033-12-31
    la segunda mitad de 2026 | calendar | 2026-07-01..2026-12-31
    en el primer semestre del próximo año | calendar | 2026-01-01..2026-06-30
    en el cuarto trimestre | calendar | 2025-10-01..2025-12-31
    en el primer trimestre del año que viene | calendar | 2026-01-01..2026-03-31
    en el invierno | calendar | 2025-12-01..2026-02-28
    el invierno que viene | calendar | 2025-12-01..2026-02-28
    la próxima primavera | calendar | 2026-03-01..2026-05-31
    el martes 2 de septiembre de 2025 | calendar | 2025-09-02
    martes 2 de septiembre | calendar | 2025-09-02
    el 2 de septiembre a las 10 de la mañana | calendar | 2025-09-02
    2025-10-15 | calendar | 2025-10-15
    antes del 15 de octubre | calendar | 2025-08-15..2025-10-14
    hasta el 15 de octubre | none
    tenemos plazo hasta el 15 de octubre | calendar | 2025-08-15..2025-10-15
    el plazo termina el 15 de octubre | calendar | 2025-10-15
    la fecha límite es el 15 de octubre | calendar | 2025-10-15
    vence el 30 de septiembre | calendar | 2025-09-30
    el próximo domingo | calendar | 2025-08-17
    este domingo | calendar | 2025-08-17
    el domingo que viene | calendar | 2025-08-17
    el domingo | calendar | 2025-08-17
    el lunes o el martes | calendar | 2025-08-18..2025-08-19 | h
    el lunes próximo | calendar | 2025-08-18
    para el lunes | calendar | 2025-08-15..2025-08-18
    a partir del lunes | calendar | 2025-08-18..
    desde el lunes | none
    a partir de hoy | calendar | 2025-08-15..
    a partir de septiembre | calendar | 2025-09-01..
  `,
  'other words for lengths': `
    @2025-08-15 language=es
    un año | duration | 2026-08-15
    en un año | duration | 2026-08-15
    en un mes | duration | 2025-09-15
    en mes y medio | duration | 2025-09-30
    en una semana o dos | duration | 2025-08-22..2025-08-29 | h
    en uno o dos años | duration | 2026-08-15..2027-08-15 | h
    en 2 o 3 semanas | duration | 2025-08-29..2025-09-05 | h
    en 2-3 semanas | duration | 2025-08-29..2025-09-05
    en 10 a 15 días | duration | 2025-08-25..2025-08-30
    entre seis y ocho meses | duration | 2026-02-15..2026-04-15
    en más de dos años | duration | 2027-08-15..
    en no más de dos semanas | duration | 2025-08-15..2025-08-29
    en menos de 24 horas | duration | 2025-08-15..2025-08-16
    en 72 horas | duration | 2025-08-15..2025-08-18
    en las siguientes 24 horas | duration | 2025-08-15..2025-08-16
    en los siguientes tres meses | duration | 2025-08-15..2025-11-15
    en cuestión de horas | vague
    en pocas horas | duration | 2025-08-15..2025-08-16 | h
    en pocos días | duration | 2025-08-18..2025-08-20 | h
    en un par de meses | duration | 2025-10-15..2025-11-15 | h
    en un puñado de semanas | duration | 2025-09-05..2025-09-19 | h
    algunos años | duration | 2028-08-15..2030-08-15 | h
    semanas, no meses | vague
    días, no semanas | vague
    en semanas | vague
    en meses | vague
    en años | vague
  `,
  'other events and clauses': `
    @2025-08-15 language=es
    la legislatura | none
    en la próxima legislatura | event
    a lo largo de la legislatura | none
    durante esta legislatura | event
    antes de que acabe la legislatura | event
    cuando acabe la legislatura | event
    en el próximo sexenio | event
    antes de la cumbre | event
    en la cumbre de la OTAN | event
    después de la investidura | event
    antes del referéndum | event
    tras la votación | event
    antes del debate sobre el estado de la nación | event
    después de las vacaciones | event
    antes de las vacaciones de verano | event
    una semana después de las elecciones | event
    100 días después de asumir el cargo | event
    antes de que empiece el curso | event
    antes de que lleguen las lluvias | event
    cuando el congreso lo apruebe | event
    hasta que termine la guerra | none
    en cinco días hábiles | event
    en el ejercicio fiscal 2026 | event
  `,
  'other vague words, and other ways to tell of the past': `
    @2025-08-15 language=es
    inminente | vague
    de inmediato | vague
    ahora mismo | vague
    a medio plazo | vague
    a largo plazo | vague
    en su momento | vague
    en un futuro próximo | vague
    más adelante | vague
    en los próximos días y semanas | vague
    un día de estos | vague
    hace tres meses | none
    hace un año | none
    hace mucho tiempo | none
    hace años | none
    hace poco | none
    el mes pasado | none
    el año anterior | none
    la pasada legislatura | none
    el pasado viernes | none
    ayer | none
    anoche | none
    en 2021 | none
    desde hace un año | none
    desde el año pasado | none
    dos años después | none
    durante los últimos cinco años | none
    durante tres meses | none
    durante mucho tiempo | none
    por tres años | none
    para dos años | none
    todas las semanas | none
    todos los meses | none
    cada año | none
    cada dos semanas | none
    cada lunes | none
    tres veces al año | none
    mensualmente | none
  `,
  'whole sentences, of what is to come and of what is': `
    @2025-08-15 language=es
    el presidente llegó el lunes | none
    nos reunimos ayer y lo firmamos | none
    Se firmó el 3 de septiembre de 2019 | none
    Ha prometido bajar los impuestos en 2026 | calendar | 2026-01-01..2026-12-31
    Se ha comprometido a presentar el plan en octubre | calendar | 2025-10-01..2025-10-31
    La ministra ha anunciado que la ley estará lista en octubre | calendar | 2025-10-01..2025-10-31
    La ministra ha anunciado en agosto la nueva ley | none
    Lo habíamos previsto para septiembre | none
    Querían hacerlo en septiembre | none
    Podríamos tenerlo listo en un mes | duration | 2025-09-15 | h
    Deberíamos tenerlo antes de Navidad | calendar | 2025-08-15..2025-12-24
    Tiene que estar terminado el 1 de octubre | calendar | 2025-10-01
    Hay que aprobarlo antes del verano de 2026 | calendar | 2025-08-15..2026-05-31
    Y mañana, ¿qué? | calendar | 2025-08-16
    Nos jugamos el mañana de nuestros hijos | none
    ¡Mañana empieza el cambio! | calendar | 2025-08-16
    ¡Viva México! El 16 de septiembre celebraremos | calendar | 2025-09-16
    La deuda será del 100% en 2030 | calendar | 2030-01-01..2030-12-31
    Más de 2.000 personas esperan desde marzo | none
    El 40% de los jóvenes está en paro en 2025 | none
    España tiene 48 millones de habitantes en 2025 | none
    Gobernaremos hasta 2027 | none
    Los precios seguirán congelados hasta diciembre | none
    La ayuda será de 200 euros al mes durante dos años | none
    Dos años es mucho tiempo | none
    Estamos a dos semanas de las elecciones | none
    Dentro de diez días, el 25 de agosto, tendremos el acuerdo | calendar | 2025-08-25
    dos semanas a partir de hoy | calendar | 2025-08-29
  `,
  'names, ages, comparisons and attributes are no deadlines': `
    @2025-08-15 language=es
    el 20 | none
    la Ley de 2026 | none
    Madrid 2036 | none
    Visión 2030 | none
    una vez en 2026 | calendar | 2026-01-01..2026-12-31
    Los presupuestos de 2026 son sociales | none
    El déficit de 2025 será del 3% | none
    El programa de los próximos cuatro años | none
    La subida de enero ayudará a las familias | none
    Los pensionistas cobrarán más desde enero | calendar | 2026-01-01..
    Un plan a diez años | none
    Una hipoteca a 30 años | none
    Niños de 0 a 3 años | none
    Jóvenes menores de 30 años | none
    A los 18 años podrán votar | none
    Mayores de 65 años | none
    Un proyecto de dos años | none
    Una semana clave | none
    La semana fantástica | none
    Trabajamos 24 horas al día | none
    37,5 horas a la semana | none
    Una jornada de 37 horas y media | none
    Hoy estamos mejor que hace diez años | none
    El peor dato en cinco años | none
    Hemos creado más empleo en dos años que en los últimos diez | none
    Seis meses después seguimos igual | none
    Tras dos años de trabajo, presentamos la ley | none
    En dos años hemos hecho más que otros en ocho | none
  `,
};

for (const [title, block] of Object.entries(SPANISH))
  describe(title, () => {
    test.each(rowsOf(block))('“$phrase” on $options.reference_date', ({ phrase, expected, options }) => {
      expect(summary(parseDeadline(phrase, options))).toBe(expected);
    });
  });

describe('accents', () => {
  const read = (phrase: string) => parseDeadline(phrase, { reference_date: FRIDAY, language: 'es' });

  it('may be left out, or be written as separate characters', () => {
    for (const phrase of ['mañana', 'manana', 'MAÑANA', 'man\u0303ana'])
      expect(read(phrase).window_end).toBe('2025-08-16');
  });

  it('tell apart words that differ in nothing else', () => {
    expect(read('esta semana').family).toBe('this_or_next');
    expect(read('está en la semana').kind).toBe('none');
  });
});

describe('an event', () => {
  it('is named as it was said', () => {
    const reading = parseDeadline('antes del final del mandato del presidente', {
      reference_date: FRIDAY,
      language: 'es-MX',
    });
    expect(reading.anchor).toMatchObject({
      key: 'term',
      relation: 'by',
      phrase: expect.stringMatching(/^el mandato/),
    });
  });

  it('keeps the length that is counted from it', () => {
    const anchorOf = (phrase: string) =>
      parseDeadline(phrase, { reference_date: FRIDAY, language: 'es' }).anchor;
    expect(anchorOf('en los primeros 100 días de mi gobierno')).toMatchObject({
      key: 'first_100_days',
      relation: 'within',
      offset: { amount: 100, unit: 'day' },
    });
    expect(anchorOf('dos semanas después de las elecciones')).toMatchObject({
      key: 'election',
      relation: 'after',
      offset: { amount: 2, unit: 'week' },
    });
  });
});
