/** How well a stored text answers a search, as the engines ask it. */
import type Sqlite from 'better-sqlite3';
import { relevance, type Search } from '../text/search.ts';

let lastSearch = '';
let parsed: Search = { terms: [], least: 0, excluded: [] };

/** `relevance` of a body to a search as JSON; a query asks it of many bodies. */
export const relevanceTo = (body: unknown, search: unknown): number => {
  const json = String(search);
  if (json !== lastSearch) {
    parsed = JSON.parse(json);
    lastSearch = json;
  }
  return relevance(String(body), parsed);
};

/** Lets a connection to SQLite score what a search finds. */
export const addRelevance = (client: Sqlite.Database): void =>
  void client.function('relevance', { deterministic: true }, relevanceTo);
