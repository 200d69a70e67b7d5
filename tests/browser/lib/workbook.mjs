// Workbooks as a person at a spreadsheet makes and changes them: only what a story needs of the form.

import { readFileSync, writeFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** The letters of TCVN3, each at the byte at which that old font has it. */
const TCVN3 = {
  "Ă": 0xa1, "Â": 0xa2, "Ê": 0xa3, "Ô": 0xa4, "Ơ": 0xa5, "Ư": 0xa6, "Đ": 0xa7, "ă": 0xa8, "â": 0xa9, "ê": 0xaa, "ô": 0xab,
  "ơ": 0xac, "ư": 0xad, "đ": 0xae, "à": 0xb5, "ả": 0xb6, "ã": 0xb7, "á": 0xb8, "ạ": 0xb9, "ằ": 0xbb, "ẳ": 0xbc, "ẵ": 0xbd,
  "ắ": 0xbe, "ặ": 0xc6, "ầ": 0xc7, "ẩ": 0xc8, "ẫ": 0xc9, "ấ": 0xca, "ậ": 0xcb, "è": 0xcc, "ẻ": 0xce, "ẽ": 0xcf, "é": 0xd0,
  "ẹ": 0xd1, "ề": 0xd2, "ể": 0xd3, "ễ": 0xd4, "ế": 0xd5, "ệ": 0xd6, "ì": 0xd7, "ỉ": 0xd8, "ĩ": 0xdc, "í": 0xdd, "ị": 0xde,
  "ò": 0xdf, "ỏ": 0xe1, "õ": 0xe2, "ó": 0xe3, "ọ": 0xe4, "ồ": 0xe5, "ổ": 0xe6, "ỗ": 0xe7, "ố": 0xe8, "ộ": 0xe9, "ờ": 0xea,
  "ở": 0xeb, "ỡ": 0xec, "ớ": 0xed, "ợ": 0xee, "ù": 0xef, "ủ": 0xf1, "ũ": 0xf2, "ú": 0xf3, "ụ": 0xf4, "ừ": 0xf5, "ử": 0xf6,
  "ữ": 0xf7, "ứ": 0xf8, "ự": 0xf9, "ỳ": 0xfa, "ỷ": 0xfb, "ỹ": 0xfc, "ý": 0xfd, "ỵ": 0xfe,
};

/** The text as it was typed in a font of TCVN3: each letter at the place the font gives it. */
export function inTcvn3(text) {
  return [...text].map((letter) => (letter in TCVN3 ? String.fromCharCode(TCVN3[letter]) : letter)).join("");
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A workbook with one sheet of these rows of text. */
export function writeWorkbook(path, rows) {
  const cell = (text, column, row) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${escaped(String(text))}</t></is></c>`;
  const line = (cells, row) => `<row r="${row + 1}">${cells.map((text, column) => cell(text, column, row)).join("")}</row>`;
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packed = "http://schemas.openxmlformats.org/package/2006";
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relation = (id, what, target) =>
    `<Relationships xmlns="${packed}/relationships"><Relationship Id="${id}" Type="${office}/${what}" Target="${target}"/></Relationships>`;
  writeFileSync(path, zip({
    "[Content_Types].xml": `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    "_rels/.rels": relation("r1", "officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="BTXH" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relation("r1", "worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows.map(line).join("")}</sheetData></worksheet>`,
  }));
}

/** Every text of the workbook's cells, in the order it keeps them. */
export function textsOf(path) {
  const parts = Object.values(unzip(readFileSync(path))).map(String);
  const texts = parts.flatMap((xml) => [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map((found) => found[1]));
  return texts.map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
}

/** Types something else into the cells that hold each of these texts, and saves the workbook elsewhere. */
export function correctWorkbook(from, to, corrections) {
  const parts = unzip(readFileSync(from));
  for (const [wrong, right] of Object.entries(corrections)) {
    let found = 0;
    for (const [name, bytes] of Object.entries(parts)) {
      if (!name.endsWith(".xml")) continue;
      const pieces = String(bytes).split(`>${escaped(wrong)}</t>`);
      found += pieces.length - 1;
      parts[name] = Buffer.from(pieces.join(`>${escaped(right)}</t>`));
    }
    if (found === 0) throw new Error(`no cell of ${from} holds ${wrong}: ${textsOf(from).join(" | ")}`);
  }
  writeFileSync(to, zip(parts));
}

/** The parts of a zip file by name. */
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const parts = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    parts[bytes.toString("utf8", at + 46, at + 46 + name)] = method === 0 ? packed : inflateRawSync(packed);
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** A zip file with these parts, unpacked. */
function zip(parts) {
  const locals = [];
  const entries = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [title, bytes] = [Buffer.from(name), Buffer.from(content)];
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, place, title);
    const local = [Buffer.from("PK\x03\x04", "latin1"), fields, title, bytes];
    locals.push(...local);
    at += local.reduce((sum, piece) => sum + piece.length, 0);
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  for (const field of [4, 6]) end.writeUInt16LE(Object.keys(parts).length, field);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
