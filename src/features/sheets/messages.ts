/** What the server and the thread that writes spreadsheets say to each other; `id` names the sheet. */
import type { Moment, SheetRequest, SheetSum } from '../../record/sheet.ts';

export type Order =
  /** Open one; `measured` asks for its sum alone. */
  | { id: number; open: SheetRequest; measured: boolean }
  /** The next slice, please. */
  | { id: number; more: true }
  | { id: number; close: true };

export type Reply =
  | { id: number; opened: Moment }
  | { id: number; bytes: Uint8Array }
  | { id: number; sum: SheetSum }
  | { id: number; error: { message: string; code: string } };
