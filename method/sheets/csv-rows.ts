// SPDX-License-Identifier: Apache-2.0
import type { Faults, Words } from '../fault.ts';
import { MOST_CELL_LENGTH, MOST_COLUMNS } from './limits.ts';
import { type Place, shown } from './place.ts';
import { textOf, unitsIn } from './utf8.ts';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** How a cell was written: bare, quoted, or quoted with doubled quotes inside. */
const BARE = 0;
const QUOTED = 1;
const DOUBLED = 2;

/** What can be wrong with the writing of one cell; flags, since a cell may have several. */
const STRAY_QUOTE = 1;
const TEXT_AFTER = 2;
const LONE_CR = 4;
const HAS_NUL = 8;
const UNCLOSED = 16;
const TOO_LONG = 32;

type Wrong = { readonly flag: number; readonly code: string; readonly what: Words; readonly mend: Words };

const WRONGS: readonly Wrong[] = [
  {
    flag: STRAY_QUOTE,
    code: 'quote-in-cell',
    what: { zh: '单元格没有加引号，里面却有引号', en: 'there is a quote inside a cell that is not quoted' },
    mend: {
      zh: '整个单元格加上引号，里面的引号写成两个""；或删去引号',
      en: 'put the whole cell in quotes and double the quotes inside (""), or delete the quote',
    },
  },
  {
    flag: TEXT_AFTER,
    code: 'text-after-quote',
    what: { zh: '右引号之后还有文字', en: 'there is text after the closing quote' },
    mend: {
      zh: '把文字移到引号里面，里面的引号写成两个""',
      en: 'move the text inside the quotes, and double the quotes inside ("")',
    },
  },
  {
    flag: LONE_CR,
    code: 'lone-cr',
    what: { zh: '有单独的回车符（CR），不是换行', en: 'there is a carriage return (CR) that ends no line' },
    mend: {
      zh: '删去它；如整个文件只用CR换行，另存为用CRLF或LF换行的CSV',
      en: 'delete it; if the whole file ends its lines with CR alone, save it with CRLF or LF',
    },
  },
  {
    flag: HAS_NUL,
    code: 'nul',
    what: { zh: '有空字符（NUL）', en: 'there is a NUL character' },
    mend: { zh: '删去它，或从原表重新导出', en: 'delete it, or export the sheet again' },
  },
  {
    flag: UNCLOSED,
    code: 'unclosed-quote',
    what: {
      zh: '此处的左引号没有右引号，以下内容无法读取',
      en: 'the quote that opens here is never closed; nothing after it can be read',
    },
    mend: { zh: '在单元格末尾补上右引号', en: 'close the quote at the end of the cell' },
  },
  {
    flag: TOO_LONG,
    code: 'cell-too-long',
    what: { zh: `单元格超过${MOST_CELL_LENGTH}个字符`, en: `the cell is longer than ${MOST_CELL_LENGTH} characters` },
    mend: { zh: '缩短内容；常见原因是前面少了右引号', en: 'shorten it; often a closing quote is missing before it' },
  },
];

/**
 * The rows of a CSV file as METHOD.md section 8 writes it, over bytes: `next` finds where the cells of a row start and
 * end, and makes no string and no object, so that seven million rows cost their bytes alone. What is wrong with the
 * writing goes to `faults`; such a row is `broken`, and reading goes on behind it.
 */
export class CsvRows {
  readonly starts = new Int32Array(MOST_COLUMNS);
  readonly ends = new Int32Array(MOST_COLUMNS);
  /** Cells of this row, those beyond MOST_COLUMNS counted though not kept. */
  count = 0;
  /** The line on which this row starts. */
  line = 1;
  /** The position at which this row starts: where `seek` can come back to. */
  rowStart = 0;
  broken = false;
  /** The headings, once they are known, so that faults can name the column. */
  headings: readonly string[] = [];
  readonly bytes: Uint8Array;
  private readonly forms = new Uint8Array(MOST_COLUMNS);
  private readonly end: number;
  private readonly faults: Faults;
  private at = 0;
  private nextLine = 1;
  private wrong = 0;
  /** The last place worked out in this row: the next one is counted from there, never from the start again. */
  private marked = { position: 0, line: 1, column: 1 };

  constructor(bytes: Uint8Array, faults: Faults) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.faults = faults;
  }

  /** Moves on to the next row that is not an empty line; false at the end of the file. */
  next(): boolean {
    const { bytes } = this;
    while (this.at < this.end) {
      if (bytes[this.at] === LF) this.at += 1;
      else if (bytes[this.at] === CR && bytes[this.at + 1] === LF) this.at += 2;
      else break;
      this.nextLine += 1;
    }
    if (this.at >= this.end) return false;
    this.line = this.nextLine;
    this.rowStart = this.at;
    this.count = 0;
    this.broken = false;
    this.marked.position = -1;
    do {
      if (bytes[this.at] === QUOTE) this.quotedCell();
      else this.bareCell();
    } while (this.moreCells());
    return true;
  }

  /** Goes back to a row that was read before, to tell the place of one of its cells. */
  seek(rowStart: number, line: number): void {
    this.at = rowStart;
    this.nextLine = line;
    this.next();
  }

  isEmpty(cell: number): boolean {
    return this.starts[cell] === this.ends[cell];
  }

  /** Whether the bytes of a cell differ from its text: it has doubled quotes. */
  isDoubled(cell: number): boolean {
    return this.forms[cell] === DOUBLED;
  }

  text(cell: number): string {
    const text = textOf(this.bytes, this.starts[cell] as number, this.ends[cell] as number);
    return this.forms[cell] === DOUBLED ? text.replaceAll('""', '"') : text;
  }

  /** Line and column, in characters, of where a cell of this row starts, its quote included. */
  placeOf(cell: number): Place {
    const start = this.starts[cell] as number;
    return this.placeAt(this.forms[cell] === BARE ? start : start - 1);
  }

  private placeAt(position: number): Place {
    const { bytes, marked } = this;
    if (marked.position < 0 || marked.position > position) {
      marked.position = this.rowStart;
      marked.line = this.line;
      marked.column = 1;
    }
    for (let at = marked.position; at < position; at += 1) {
      const byte = bytes[at] as number;
      if (byte === LF) {
        marked.line += 1;
        marked.column = 1;
      } else if ((byte & 0xc0) !== 0x80) marked.column += 1;
    }
    marked.position = position;
    return { line: marked.line, column: marked.column };
  }

  /** The end of a cell from `from` on, up to a comma or the end of the line; what must not be there is flagged. */
  private plainEnd(from: number): number {
    const { bytes, end } = this;
    let at = from;
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      // Nothing above the comma means anything here, and nearly every byte is above it.
      if (byte > COMMA) continue;
      if (byte === COMMA || byte === LF) break;
      if (byte === QUOTE) this.wrong |= STRAY_QUOTE;
      else if (byte === NUL) this.wrong |= HAS_NUL;
      else if (byte === CR) {
        if (bytes[at + 1] === LF) break;
        this.wrong |= LONE_CR;
      }
    }
    return at;
  }

  private bareCell(): void {
    const start = this.at;
    this.at = this.plainEnd(start);
    this.keep(start, this.at, BARE);
  }

  private quotedCell(): void {
    const { bytes, end } = this;
    const start = this.at + 1;
    let form = QUOTED;
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (byte > QUOTE) continue;
      if (byte === LF) this.nextLine += 1;
      else if (byte === NUL) this.wrong |= HAS_NUL;
      else if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break;
        form = DOUBLED;
        at += 1;
      }
    }
    const close = at;
    if (close >= end) {
      this.wrong |= UNCLOSED;
      this.at = end;
    } else {
      this.at = this.plainEnd(close + 1);
      if (this.at > close + 1) {
        const known = this.wrong & ~STRAY_QUOTE;
        this.wrong = bytes[close + 1] === CR && (known & LONE_CR) !== 0 ? known : known | TEXT_AFTER;
      }
    }
    this.keep(start, close, form);
  }

  /** Notes a cell, and tells what is wrong with its writing. */
  private keep(start: number, end: number, form: number): void {
    const cell = this.count;
    this.count += 1;
    if (cell < MOST_COLUMNS) {
      this.starts[cell] = start;
      this.ends[cell] = end;
      this.forms[cell] = form;
    }
    if (
      end - start > MOST_CELL_LENGTH &&
      (this.wrong & UNCLOSED) === 0 &&
      this.lengthOf(start, end, form) > MOST_CELL_LENGTH
    )
      this.wrong |= TOO_LONG;
    if (this.wrong === 0) return;
    this.tell(cell, form === BARE ? start : start - 1);
    this.wrong = 0;
    this.broken = true;
  }

  private lengthOf(start: number, end: number, form: number): number {
    const written = unitsIn(this.bytes, start, end);
    if (form !== DOUBLED) return written;
    let pairs = 0;
    for (let at = start; at < end; at += 1)
      if (this.bytes[at] === QUOTE) {
        pairs += 1;
        at += 1;
      }
    return written - pairs;
  }

  private tell(cell: number, position: number): void {
    const { wrong } = this;
    const heading = this.headings[cell];
    const [zh, en] = heading === undefined ? ['', ''] : [`“${shown(heading)}”列：`, `column "${shown(heading)}": `];
    for (const { flag, code, what, mend } of WRONGS) {
      if ((wrong & flag) === 0) continue;
      this.faults.add(() => {
        const quoted = shown(this.sample(position));
        return {
          ...this.placeAt(position),
          code,
          what: { zh: `${zh}${what.zh}：${quoted}`, en: `${en}${what.en}: ${quoted}` },
          mend,
        };
      });
    }
  }

  /** The cell as it is written, from where it starts: as much as a fault may show. */
  private sample(position: number): string {
    let end = Math.min(this.at, position + 400);
    while (end < this.at && ((this.bytes[end] as number) & 0xc0) === 0x80) end -= 1;
    return textOf(this.bytes, position, end);
  }

  /** Steps over what ends a cell; true where another cell of the row follows. */
  private moreCells(): boolean {
    if (this.at >= this.end) return false;
    const byte = this.bytes[this.at];
    if (byte === COMMA) {
      this.at += 1;
      return true;
    }
    this.at += byte === CR ? 2 : 1;
    this.nextLine += 1;
    return false;
  }
}
