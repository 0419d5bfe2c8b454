// SPDX-License-Identifier: Apache-2.0
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Block, Table as TableOf, WordsDocument } from './document.ts';
import { page, SIZE, styles, TEXT_WIDTH } from './docx-form.ts';

/**
 * The document as a file for Word or WPS, in the form of an official document; the same document gives the same bytes.
 * An entry of its own, so that the package that writes it is loaded by those alone who want one.
 */
export async function wordsDocx(words: WordsDocument): Promise<Uint8Array> {
  const { language, title, subtitle, blocks } = words;
  const document = new Document({
    title,
    creator: '',
    lastModifiedBy: '',
    description: subtitle,
    styles: styles(language),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page },
        footers: { default: numberFoot(AlignmentType.RIGHT), even: numberFoot(AlignmentType.LEFT) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
          new Paragraph({ style: 'Subtitle', text: subtitle }),
          ...blocks.flatMap((block, at) => written(block, blocks[at + 1])),
        ],
      },
    ],
  });
  return withoutTime(new Uint8Array(await Packer.toArrayBuffer(document)));
}

/** — 1 —, one character in from the outer edge: right on odd pages, left on even ones. */
function numberFoot(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const character = SIZE.four * 10;
  const indent = alignment === AlignmentType.RIGHT ? { right: character } : { left: character };
  return new Footer({
    children: [
      new Paragraph({
        style: 'PageNumber',
        alignment,
        indent,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

function written(block: Block<string>, next: Block<string> | undefined): (Paragraph | Table)[] {
  if ('heading' in block)
    return [
      new Paragraph({
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        text: block.heading,
      }),
    ];
  // A sentence stays with the table that it introduces.
  if ('paragraph' in block)
    return [new Paragraph({ style: 'Text', text: block.paragraph, keepNext: next !== undefined && 'table' in next })];
  if ('list' in block)
    return block.list.map((entry, at) => new Paragraph({ style: 'Text', text: `${at + 1}. ${entry}` }));
  return [tableOf(block.table), new Paragraph({ style: 'Cell', text: '' })];
}

function tableOf({ columns, rows }: TableOf<string>): Table {
  const widths = columns.map(({ width }) => Math.round(width * TEXT_WIDTH));
  const cell = (text: string, at: number, head: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          style: head ? 'CellHead' : 'Cell',
          text,
          ...(head || columns[at]?.centred === true ? { alignment: AlignmentType.CENTER } : {}),
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ title }, at) => cell(title, at, true)),
      }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, at) => cell(text, at, false)) })),
    ],
  });
}

const TYPES = '[Content_Types].xml';

/** The first moment that a zip file can name; given part by part, it reads the same in every time zone. */
const EPOCH = new Date(1980, 0, 1);

/** The file without the moment at which it was made: neither in its properties nor in its directory. */
function withoutTime(file: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(file)).map(([name, bytes]) => {
    const timeless =
      name === 'docProps/core.xml'
        ? strToU8(strFromU8(bytes).replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/gu, ''))
        : bytes;
    return [name, timeless] as const;
  });
  // Programs that look at a file's first bytes know it by the list of its types.
  const ordered = parts.sort(([a], [b]) => Number(b === TYPES) - Number(a === TYPES));
  return zipSync(Object.fromEntries(ordered), { mtime: EPOCH, level: 6 });
}
