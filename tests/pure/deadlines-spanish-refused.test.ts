/** Spanish that names a time and promises nothing for it. Lines as in deadline-rows.ts. */
import { describe, expect, test } from 'vitest';
import { parseDeadline } from '../../src/deadlines/index.ts';
import { rowsOf, summary } from './deadline-rows.ts';

const SPEECH: Record<string, string> = {
  'what is unreal, told of another, repeated or only lasts is no deadline': `
    @2025-08-15 language=es
    Mañana es tarde | none
    El permiso de paternidad dura dieciséis semanas. | none
    En diez años hemos pasado de 17 a 21 millones de ocupados. | none
    Todos los martes y jueves hay sesión de control. | none
    Cada lunes a las nueve nos reunimos con los sindicatos | none
    Todos los veranos se quema el monte. | none
    Si hoy se celebraran elecciones, ganaría la derecha. | none
    Si mañana hubiera un apagón, no sabrían qué hacer | none
    Si el lunes dimitiera el ministro, nadie lo notaría. | none
    Prometieron que bajarían la luz en tres meses y no lo hicieron | none
    Dijeron que lo arreglarían en dos semanas. Ha pasado un año. | none
    Nos aseguraron que en junio estarían abiertas las escuelas; siguen cerradas | none
    Con ese dinero en cuatro años podríamos haber construido diez hospitales. | none
    El contrato tendrá una duración de cinco años | none
    La concesión tiene una vigencia de 25 años | none
    La ayuda se cobrará durante un máximo de doce meses | none
    El cargo se renueva por un periodo de cuatro años | none
    30/02/2026 | none
    cada año en septiembre | none
    La crisis de los años 30 nos enseñó mucho | none
    El día 3 fue un desastre | none
    Todas las semanas, martes y viernes, hay pleno | none
    De lunes a jueves abrimos hasta las ocho | none
    Los lunes y miércoles atiendo a la prensa | none
    cada primero de mayo salimos a la calle | none
    Cada 12 de octubre lo mismo | none
    Todos los 8 de marzo marchamos | none
    todos los 28 de diciembre | none
    Cada cuatro años, en noviembre, votamos | none
    Cada verano, en agosto, arde Galicia | none
    Si el domingo votáramos otra vez, ganaríamos | none
    Si en enero hubiésemos actuado, no estaríamos así | none
    Si pudiera, lo haría mañana mismo | none
    Si gobernara la izquierda, en un año estaríamos como Grecia | none
    Aunque mañana dimitiese, el daño está hecho | none
    Como si mañana fuera a cambiar algo | none
    En seis meses hubiéramos tenido la vacuna | none
    Habríamos acabado en marzo si nos hubieran dejado | none
    Deberíamos haberlo aprobado en junio | none
    Ya tendríamos que haber empezado en septiembre | none
    El gobierno debería haber actuado hace tres meses | none
    Me dijeron que el tren estaría listo en 2026 | none
    Nos vendieron que en 2030 seríamos líderes | none
    Dijeron que en marzo nos bajarían la luz. Mentira | none
    Dijimos que lo haríamos en cien días y lo hemos hecho | none
    Les dieron un mes y no hicieron nada | none
    La licencia tiene una vigencia máxima de diez años | none
    El permiso se prolongará por un máximo de dos semanas | none
    Los contratos no durarán más de seis meses | none
    Se podrá fraccionar el pago durante un periodo de 24 meses | none
    La moratoria será de seis meses | none
    Estará en el cargo seis años | none
    Una baja de hasta 18 meses | none
    El ingreso mínimo se cobra mientras dure la necesidad, hasta un máximo de un año | none
    Con una duración máxima de 60 días | none
    El bono tiene validez hasta diciembre | none
    Pasados tres meses, seguía sin respuesta | none
    La inflación del primer cuatrimestre fue del 2 % | none
    La línea 900-123-2025 | none
    El 31/02/2026 | none
    el día 5 de cada mes | none
    Los días 20 y 21 habrá cumbre | none
    El día 40 de la guerra | none
    Mi partido nació en los años 70 | none
    Como en los años noventa, vuelve la corrupción | none
    Un mañana mejor es posible | none
    Ayer, hoy y mañana, con vosotros | none
    Hoy por ti, mañana por mí | none
    España 2050 es un plan de país | none
    La Agenda 2030 marca el camino | none
    Con la ley de 2026 en la mano | none
    Los presupuestos de 2026 son buenos | none
    el Mundial de 2030 | none
    A finales de los noventa crecíamos al 4 % | none
    A principios de los 2000 | none
    En marzo cumplió dos años de condena | none
    en los años 30 | none
    en los años ochenta | none
    En los años ochenta seremos recordados | none
    Volveremos a los años 30 | none
    antes del mediodía | none
    El día 20 de cada mes se cobra | none
    en septiembre de cada año | none
    Cada año, en septiembre, abrimos la convocatoria | none
    Todos los meses de septiembre | none
    El presidente tendrá un mandato de seis años | none
    La ley tendrá una validez de dos años | none
    Tendremos una reunión de dos horas | none
    Le da a cada familia una semana de vacaciones | none
    Damos 200 euros al mes para el alquiler | none
    Si estuviéramos en el gobierno, en tres meses bajaríamos la luz | none
    Ojalá pudiéramos firmarlo mañana | none
    Como si mañana se acabara el mundo | none
    Hoy anunciamos la medida | none
    A los 65 años se jubilarán | none
    El pasado año se aprobó | none
    A finales de octubre subió el paro | none
    Si el lunes fuera festivo, abriríamos el martes | none
    Pedí que se aprobara antes de junio | none
    Quería que en 2030 fuéramos líderes | none
    Es un contrato a dos años | none
    Con una hipoteca a 30 años | none
    Lo pagarán en 36 mensualidades | none
    Trabajamos 37 horas y media a la semana | none
    A las ocho de la tarde hablará el presidente | none
    Este es el segundo aumento en un año | none
    Hoy es viernes | none
    Hoy repito lo que dije en mayo: no subiremos los impuestos | none
    Prometo que no habrá subidas en 2026 | none
    En los años de Aznar se privatizó todo | none
    Los años 20 serán nuestros | none
    Dan ganas de esperar un año para votar | none
    Me da una semana de margen | none
    El segundo bimestre fue malo | none
    El IPC de mayo a julio subió | none
    De enero a junio hubo 200 muertos | none
    de lunes a viernes | none
    Vienen tres meses difíciles | none
    Serán seis meses de obras | none
    Las obras se extenderán por un periodo de dos años | none
    La edad máxima es de 30 años | none
    Un menor de 16 años no podrá entrar | none
    @2024-10-02 language=es country=MX
    Todos los días, de lunes a viernes, a las seis de la mañana hay reunión de seguridad | none
    Cada quincena se deposita la pensión | none
    La mañanera dura dos horas. | none
    En este momento no voy a dar fechas | none
    En noviembre del año pasado se aprobó la reforma | none
    Llevamos seis años transformando al país | none
    Desde hace dos meses no hay bloqueos | none
    Nomás en tres meses bajamos 20 por ciento los homicidios | none
    Juraron que en dos años no habría más corrupción | none
    Si se aprobara hoy, mañana mismo estaríamos produciendo. | none
    Ojalá fuera mañana | none
    Ni mañana ni pasado mañana vamos a subir los impuestos | none
    nunca en veinte años se había invertido tanto | none
    La deuda se paga a treinta años. | none
    @2023-12-10 language=es country=AR hemisphere=southern
    Hace cien años éramos el país más rico del mundo. | none
    Van a ser seis meses muy duros. | none
    Durante los próximos dos años no habrá obra pública | none
    El mandato es de cuatro años | none
    Prometió que en seis meses íbamos a estar mejor. | none
    Nos iban a dar el bono en octubre y no llegó. | none
    cada dos años hay elecciones | none
    los lunes por la mañana hay gabinete | none
    @2022-08-08 language=es country=CO
    Dimos 48 horas para que se entregaran | none
    El subsidio es de 500 mil pesos mensuales por tres meses | none
    Los próximos cuatro años serán los del cambio. | none
    Hoy no es el día. | none
    Hoy más que nunca necesitamos la paz | none
    @2026-03-12 language=es country=CL hemisphere=southern
    La condena será de diez años. | none
    Con cuatro años más habríamos terminado la línea 9 | none
    Si tuviéramos un mes más, lo lograríamos. | none
    Esperábamos tenerlo listo en febrero. | none
    Cada 21 de mayo el Presidente rinde cuenta | none
  `,
};

for (const [title, block] of Object.entries(SPEECH))
  describe(title, () => {
    test.each(rowsOf(block))('“$phrase” on $options.reference_date', ({ phrase, expected, options }) => {
      expect(summary(parseDeadline(phrase, options))).toBe(expected);
    });
  });
