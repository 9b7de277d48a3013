/** Where others tell of a speaker: the addresses that identifiers stand for. */

/** What stands before an identifier of a scheme; schemes without addresses of their own are left out. */
const ADDRESSES: Readonly<Record<string, string>> = {
  wikidata: 'https://www.wikidata.org/wiki/',
  viaf: 'https://viaf.org/viaf/',
  isni: 'https://isni.org/isni/',
  gnd: 'https://d-nb.info/gnd/',
  orcid: 'https://orcid.org/',
  lei: 'https://search.gleif.org/#/record/',
  ror: 'https://ror.org/',
  imdb: 'https://www.imdb.com/name/',
  bioguide: 'https://bioguide.congress.gov/search/bio/',
  opensanctions: 'https://www.opensanctions.org/entities/',
  opencorporates: 'https://opencorporates.com/companies/',
};

/** The addresses of a speaker's identifiers, that of Wikidata first, each once. */
export const addressesOf = ({
  wikidata_id,
  external_ids,
}: {
  wikidata_id: string | null;
  external_ids: readonly { scheme: string; id: string }[] | null;
}): string[] => {
  const ids = [
    ...(wikidata_id === null ? [] : [{ scheme: 'wikidata', id: wikidata_id }]),
    ...(external_ids ?? []),
  ];
  const addresses = ids.flatMap(({ scheme, id }) => {
    const before = ADDRESSES[scheme];
    return before === undefined ? [] : [`${before}${id.split('/').map(encodeURIComponent).join('/')}`];
  });
  return [...new Set(addresses)];
};
