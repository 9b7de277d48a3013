/** Atom as its own standard has it: the grammar of RFC 4287, read by libxml2, which is not ours. */
import { readFileSync } from 'node:fs';
import { RelaxNGValidator, XmlDocument } from 'libxml2-wasm';

const grammar = RelaxNGValidator.fromDoc(
  XmlDocument.fromString(readFileSync('tests/fixtures/atom.rng', 'utf8')),
);

/** The links of an element, by how they relate to it, without those that repeat one. */
const ALTERNATES = /<link rel="alternate" type="([^"]+)"/g;

/**
 * Throws where a feed breaks the grammar, and where it breaks what RFC 4287 asks besides (as the W3C's validator checks
 * it): ids that are IRIs and stand once, no entry later than its feed, one alternate link of a type.
 */
export const checkAtom = (xml: string): void => {
  const document = XmlDocument.fromString(xml);
  try {
    grammar.validate(document);
  } finally {
    document.dispose();
  }
  const [head = '', ...entries] = xml.split('<entry>');
  const idIn = (part: string): string => /<id>([^<]*)<\/id>/.exec(part)?.[1] ?? '';
  const updatedIn = (part: string): number => Date.parse(/<updated>([^<]*)<\/updated>/.exec(part)?.[1] ?? '');
  const ids = [head, ...entries].map(idIn);
  const faults = [
    ...ids.filter((id) => !URL.canParse(id)).map((id) => `${id} is no IRI`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} stands twice`),
    ...entries
      .filter((entry) => updatedIn(entry) > updatedIn(head))
      .map((entry) => `${idIn(entry)} is later than its feed`),
    ...[head, ...entries].flatMap((part) => {
      const types = [...part.matchAll(ALTERNATES)].map(([, type]) => type);
      return new Set(types).size === types.length ? [] : [`${idIn(part)} has two alternates of a type`];
    }),
    ...(head.includes('<link rel="self" ') ? [] : ['it does not say where it stands itself']),
  ];
  if (faults.length > 0) throw new Error(faults.join('; '));
};
