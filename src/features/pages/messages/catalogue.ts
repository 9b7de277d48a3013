import type { desk } from './desk-en.ts';
import type { en } from './en.ts';
import type { Message } from './message.ts';

/** What the desk says. */
export type DeskCatalogue = Readonly<Record<keyof typeof desk, Message>>;
/** What public pages say. */
export type PagesCatalogue = Readonly<Record<keyof typeof en, Message>>;
/** What a language has to say: as much as English. */
export type Catalogue = PagesCatalogue & DeskCatalogue;
export type MessageName = keyof Catalogue;
