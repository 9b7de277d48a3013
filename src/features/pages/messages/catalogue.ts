import type { en } from './en.ts';
import type { Message } from './message.ts';

export type MessageName = keyof typeof en;
/** What a language has to say: as much as English. */
export type Catalogue = Readonly<Record<MessageName, Message>>;
