// The folder of a pack whose one document has 100,000 words, and whose other has few: the same at every call.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const WORDS = 100_000;
const SECTIONS = 250;
const CLAUSES = 10;

/** Words as long as those of Danish agreements. */
const VOCABULARY = (
  'databehandleren behandler personoplysninger efter dokumenteret instruks fra den dataansvarlige og fører fortegnelse over ' +
  'behandlingerne sikkerhedsforanstaltningerne underdatabehandlerne samt de overførsler der sker til et tredjeland når en ' +
  'myndighed kræver det eller aftalen siger noget andet inden fristen udløber medmindre parterne skriftligt er enige om at'
).split(' ');

/** Numbers that look like chance and are none (Lehmer). */
const chance = (seed) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

const sentence = (next, length) => {
  const words = Array.from({ length }, () => VOCABULARY[Math.floor(next() * VOCABULARY.length)]);
  return `${words.join(' ').replace(/^./, (first) => first.toUpperCase())}.`;
};

/** Sections of numbered clauses with references to each other, some with sub-clauses or a table. */
const long = () => {
  const next = chance(7);
  const lines = [];
  let words = 0;
  const put = (line) => {
    words += line.split(/\s+/).length;
    lines.push(line, '');
  };
  for (let section = 1; section <= SECTIONS; section += 1) {
    put(`## ${section}. ${sentence(next, 4).slice(0, -1)}`);
    for (let clause = 1; clause <= CLAUSES; clause += 1) {
      const due = (WORDS * ((section - 1) * CLAUSES + clause)) / (SECTIONS * CLAUSES) - words;
      const place = `c-${1 + Math.floor(next() * SECTIONS)}.${1 + Math.floor(next() * CLAUSES)}`;
      put(`${section}.${clause} ${sentence(next, Math.max(8, Math.floor(due) - 4))} Se [punktet](#${place}).`);
    }
    if (section % 60 === 0) {
      const rows = Array.from({ length: 60 }, (_, row) => `| ${row} | ${sentence(next, 3)} | ${sentence(next, 6)} |`);
      put(['| Nummer | Type | Formål |', '|---|---|---|', ...rows].join('\n'));
    }
  }
  return { text: lines.join('\n'), words };
};

const manifest = `
[pack]
id = "long"
languages = ["da"]
prevails = "da"
law.da = "dansk ret"
venue.da = "Retten i Aarhus"
[vendor]
name = "Vagthavn ApS"
registry = { scheme = "DK-CVR", id = "99000007" }
address = "Havnegade 7, 8000 Aarhus C"
country = "DK"
email = "privacy@vagthavn.example"
phone = "+45 70 00 00 07"
website = "https://vagthavn.example"
[authority]
name.da = "Datatilsynet"
url = "https://www.datatilsynet.dk"
[[contact]]
kind = "email"
value = "privacy@vagthavn.example"
notice = true
label.da = "Persondata"
[[role]]
id = "representative"
party = "representative"
vendor = "controller"
name.da = "Kontaktperson"
summary.da = "Vi er dataansvarlig for dine oplysninger."
documents = [{ id = "short", act = "acknowledge" }]
statements = ["informed"]
submit.da = "Bekræft"
[[statement]]
id = "informed"
kind = "acknowledge"
documents = ["short"]
text.da = "Jeg er orienteret."
[[document]]
id = "short"
type = "privacy-policy"
version = "1.0"
effective = 2026-09-01
title.da = "En kort politik"
[[document]]
id = "long"
type = "terms"
version = "1.0"
effective = 2026-09-01
title.da = "Hundrede tusinde ord"
`;

/** Writes the folder; tells how many words the long document has. */
export const writePack = async (folder) => {
  const { text, words } = long();
  await mkdir(join(folder, 'documents'), { recursive: true });
  await writeFile(join(folder, 'pack.toml'), manifest);
  await writeFile(join(folder, 'documents/short.da.md'), '## 1. Formål\n\n1.1 Vi behandler ingenting.\n');
  await writeFile(join(folder, 'documents/long.da.md'), text);
  return words;
};
