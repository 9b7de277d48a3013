import { integer, table, text } from '../../db/kit.ts';

/** How far the calendar has been followed: one row. */
export const calendarPosition = table('calendar_position', {
  id: integer().primaryKey(),
  /** The last day whose transitions have been written. */
  through: text().notNull(),
  /** The newest entry that has been looked at. */
  entry_id: integer().notNull(),
});
