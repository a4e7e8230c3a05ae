// A Word document, made here: automatic numbers, runs cut anywhere, a tracked change, lists, a table.

import { crc32 } from 'node:zlib';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A zip whose files are not compressed. @param {Record<string, string>} files */
function zip(files) {
  const [parts, list] = [/** @type {Buffer[]} */ ([]), /** @type {Buffer[]} */ ([])];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, bytes] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    const part = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, bytes]);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, entry, title]));
    parts.push(part);
    offset += part.length;
  }
  const entries = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(list.length, 4);
  end.writeUInt16LE(list.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, entries, Buffer.from('PK\x05\x06'), end]);
}

const run = (/** @type {string} */ text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (/** @type {string} */ properties, /** @type {string} */ text) => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;
const style = (/** @type {string} */ id) => `<w:pStyle w:val="${id}"/>`;
const at = (/** @type {number} */ id, /** @type {number} */ level) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
const row = (/** @type {string[]} */ ...cells) => `<w:tr>${cells.map((cell) => `<w:tc>${p('', cell)}</w:tc>`).join('')}</w:tr>`;

/** Its words in order, as a reader sees them. */
export const CONTRACT = `Data processing agreement 1. Scope 1.1 The processor shall process personal data only on
  instruction. (a) first of the letters; (i) inside it; (ii) inside it, too; (b) second of the letters; (i) inside that. 1.2 A
  breach is told within 24 hours of discovery. 2. Security a bullet another bullet Backup Made every night, and tried every
  quarter Keys Held by two of the staff, and never by one of them alone`;

/** The document. */
export function contract() {
  const body = [
    p(style('Title'), 'Data processing agreement'),
    p(style('One'), 'Scope'),
    p(at(1, 1), 'The processor shall process personal data only on instruction.'),
    p(at(1, 2), 'first of the letters;'),
    p(at(1, 3), 'inside it;'),
    p(at(1, 3), 'inside it, too;'),
    p(at(1, 2), 'second of the letters;'),
    p(at(1, 3), 'inside that.'),
    `<w:p><w:pPr>${at(1, 1)}</w:pPr>${run('A br')}${run('each is told within 24 hours')}<w:ins>${run(' of discovery')}</w:ins>
      <w:del><w:r><w:delText>never</w:delText></w:r></w:del>${run('.')}</w:p>`,
    p(style('One'), 'Security'),
    p(at(2, 0), 'a bullet'),
    p(at(2, 0), 'another bullet'),
    `<w:tbl>${row('Backup', 'Made every night, and tried every quarter')}${row('Keys', 'Held by two of the staff, and never by one of them alone')}</w:tbl>`,
  ];
  const level = (/** @type {number} */ at, /** @type {string} */ format, /** @type {string} */ text) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  return zip({
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body>${body.join('')}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${W}><w:style w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:styleId="One">
      <w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
    'word/numbering.xml': `<w:numbering ${W}>
      <w:abstractNum w:abstractNumId="7">${level(0, 'decimal', '%1.')}${level(1, 'decimal', '%1.%2')}${level(2, 'lowerLetter', '(%3)')}
        ${level(3, 'lowerRoman', '(%4)')}</w:abstractNum>
      <w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '•')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`,
  });
}
