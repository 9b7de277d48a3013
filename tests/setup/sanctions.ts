/** Lists in the forms in which OFAC publishes them, of made-up entries and of those that matter here. */

export interface Listed {
  uid: number;
  name: string;
  aka?: string[];
  programme?: string;
  ids?: string[];
  remarks?: string;
}

/** Entries that have nothing to do with anything. */
export const others = (count: number, first = 1_000): Listed[] =>
  Array.from({ length: count }, (_, i) => ({
    uid: first + i,
    name: `SHIPPING AND TRADING COMPANY NUMBER ${first + i} & SONS`,
    aka: [`STC ${first + i}`],
    programme: ['SDGT', 'IRAN', 'RUSSIA-EO14024', 'CUBA'][i % 4] ?? 'SDGT',
    ids: [`90${first + i}00`],
  }));

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

export const sdnXml = (entries: readonly Listed[]): string =>
  [
    '<?xml version="1.0" standalone="yes"?>',
    '<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">',
    `<publshInformation><Publish_Date>10/22/2025</Publish_Date><Record_Count>${entries.length}</Record_Count></publshInformation>`,
    ...entries.map(({ uid, name, aka = [], programme = 'SDGT', ids = [], remarks = '' }) =>
      [
        '<sdnEntry>',
        element('uid', String(uid)),
        element('lastName', name),
        element('sdnType', 'Entity'),
        remarks && element('remarks', remarks),
        `<programList>${element('program', programme)}</programList>`,
        `<idList>${ids.map((id, i) => `<id>${element('uid', `${uid}0${i}`)}${element('idType', 'Tax ID No.')}${element('idNumber', id)}</id>`).join('')}</idList>`,
        `<akaList>${aka.map((alias, i) => `<aka>${element('uid', `${uid}1${i}`)}${element('type', 'a.k.a.')}${element('lastName', alias)}</aka>`).join('')}</akaList>`,
        '</sdnEntry>',
      ].join(''),
    ),
    '</sdnList>',
  ].join('\n');

export const sdnCsv = (entries: readonly Listed[]): string =>
  `${entries
    .map(({ uid, name, programme = 'SDGT', ids = [], remarks = '' }) => {
      const said = [...ids.map((id) => `Tax ID No. ${id} (Russia)`), remarks].filter(Boolean).join('; ');
      return `${uid},"${name}","-0- ","${programme}","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","${said || '-0- '}"`;
    })
    .join('\r\n')}\r\n\u001a`;

export const ROSNEFT: Listed = {
  uid: 55_901,
  name: 'OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY',
  aka: ['ROSNEFT OIL COMPANY', 'PJSC ROSNEFT'],
  programme: 'RUSSIA-EO14024',
  ids: ['7706107510'],
};
export const LUKOIL: Listed = {
  uid: 55_902,
  name: 'PUBLIC JOINT STOCK COMPANY OIL COMPANY LUKOIL',
  aka: ['LUKOIL PJSC', 'LUKOIL'],
  programme: 'RUSSIA-EO14024',
  ids: ['7708004767'],
};
/** Was on the list before. */
export const TRADING: Listed = { uid: 28_104, name: 'ROSNEFT TRADING S.A.', programme: 'VENEZUELA-EO13850' };
/** Came with the two. */
export const SUBSIDIARIES: Listed[] = [
  'LUKOIL PERM LLC',
  'LUKOIL WEST SIBERIA LLC',
  'ROSNEFT REFINERY TUAPSE',
].map((name, i) => ({ uid: 55_910 + i, name, programme: 'RUSSIA-EO14024', ids: [`590201770${i}`] }));

export const BEFORE = [...others(400), TRADING];
export const AFTER = [...BEFORE, ROSNEFT, ...SUBSIDIARIES, LUKOIL];
