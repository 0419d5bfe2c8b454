// SPDX-License-Identifier: Apache-2.0
import { escapeXml } from './cell-text.ts';

/** Paper and ink: hex values of the product's light theme. */
const INK = 'FF1A2632';
const FAINT = 'FF5C646A';
const LINE = 'FFBDB5A4';
const HEAD = 'FFECE7DB';
const STAR = 'FF7F5407';
const WAIT = 'FF5A4A7C';
const VETO = 'FFA5331F';
const WRONG = 'FFF6DCD5';

type Face = 'body' | 'head' | 'note' | 'mono';
type Font = { readonly face: Face; readonly size: number; readonly colour: string; readonly bold?: boolean };
type Border = 'none' | 'cell' | 'head' | 'under';
type Align = {
  readonly across?: 'left' | 'center' | 'right';
  readonly down?: 'top' | 'center';
  readonly wrap?: boolean;
};
type Style = {
  readonly font: Font;
  readonly border: Border;
  readonly fill?: string;
  readonly format: string;
  readonly align: Align;
};

const TEXT = '@';
const GENERAL = 'General';
const body: Font = { face: 'body', size: 9, colour: INK };
const cell: Style = { font: body, border: 'cell', format: TEXT, align: { down: 'center' } };
const centred: Style = { ...cell, align: { across: 'center', down: 'center' } };
const right: Align = { across: 'right', down: 'center' };

/** What a cell may look like. Points have as many decimals as the method. */
function stylesOf(decimals: number) {
  const points = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  return {
    plain: { font: body, border: 'none', format: GENERAL, align: {} },
    title: { ...cell, font: { face: 'head', size: 16, colour: INK }, border: 'under', align: { down: 'center' } },
    subtitle: { ...cell, font: { ...body, colour: FAINT }, border: 'none', align: { down: 'center', wrap: true } },
    mark: { ...cell, font: { face: 'head', size: 11, colour: VETO }, border: 'none', align: { down: 'center' } },
    heading1: { ...cell, font: { face: 'head', size: 12, colour: INK }, border: 'none', align: { down: 'center' } },
    heading2: { ...cell, font: { ...body, size: 10, bold: true }, border: 'none', align: { down: 'center' } },
    paragraph: {
      ...cell,
      font: { face: 'note', size: 10, colour: INK },
      border: 'none',
      align: { down: 'top', wrap: true },
    },
    key: { ...cell, font: { ...body, size: 10, colour: FAINT }, border: 'none', align: { down: 'top' } },
    entry: { ...cell, font: { ...body, size: 10 }, border: 'none', align: { down: 'top', wrap: true } },
    mono: {
      ...cell,
      font: { face: 'mono', size: 10, colour: INK },
      border: 'none',
      align: { down: 'top', wrap: true },
    },
    head: {
      font: { face: 'head', size: 9, colour: INK },
      border: 'head',
      fill: HEAD,
      format: TEXT,
      align: { across: 'center', down: 'center', wrap: true },
    },
    text: cell,
    wrapped: { ...cell, align: { down: 'center', wrap: true } },
    centred,
    middle: { ...cell, align: { across: 'center', down: 'center', wrap: true } },
    star: { ...centred, font: { ...body, colour: STAR, bold: true } },
    noStar: { ...centred, font: { ...body, colour: FAINT } },
    unready: { ...centred, font: { ...body, colour: WAIT } },
    vetoed: { ...centred, font: { ...body, colour: VETO } },
    points: { ...cell, format: points, align: right },
    total: { ...cell, font: { ...body, bold: true }, format: points, align: right },
    number: { ...cell, format: GENERAL, align: right },
    fraction: { ...cell, format: '0.00##', align: right },
    percent: { ...cell, format: '0.00%', align: right },
    count: { ...cell, format: '0', align: { across: 'center', down: 'center' } },
    gap: { ...centred, format: '0.00####' },
    wrong: { ...cell, font: { ...body, colour: VETO }, fill: WRONG },
  } satisfies Record<string, Style>;
}

export type StyleName = keyof ReturnType<typeof stylesOf>;

const INDEX = new Map(Object.keys(stylesOf(2)).map((name, at) => [name, at * 2]));

/** The number of a style in the workbook. The one after it is the same, for texts that are not to become formulas. */
export const styleIndex = (name: StyleName): number => INDEX.get(name) as number;

/** How many numbers there are. */
export const STYLE_COUNT = INDEX.size * 2;

const FACES: Readonly<Record<'zh' | 'en', Readonly<Record<Face, string>>>> = {
  zh: { body: '宋体', head: '黑体', note: '仿宋', mono: 'Courier New' },
  en: { body: 'Arial', head: 'Arial', note: 'Arial', mono: 'Courier New' },
};

const BORDERS: Readonly<Record<Border, string>> = {
  none: '<left/><right/><top/><bottom/><diagonal/>',
  cell: `${['left', 'right', 'top', 'bottom'].map((side) => edge(side, 'hair', LINE)).join('')}<diagonal/>`,
  head:
    edge('left', 'hair', LINE) +
    edge('right', 'hair', LINE) +
    edge('top', 'medium', INK) +
    edge('bottom', 'thin', INK) +
    '<diagonal/>',
  under: `<left/><right/><top/>${edge('bottom', 'double', INK)}<diagonal/>`,
};

function edge(side: string, style: string, colour: string): string {
  return `<${side} style="${style}"><color rgb="${colour}"/></${side}>`;
}

/** A list in which each part stands once, in the order of its first use. */
class Parts {
  readonly list: string[] = [];

  indexOf(part: string): number {
    const found = this.list.indexOf(part);
    return found >= 0 ? found : this.list.push(part) - 1;
  }
}

/** The part of the workbook that says what cells look like. */
export function stylesXml(decimals: number, language: 'zh' | 'en'): string {
  const fonts = new Parts();
  const fills = new Parts();
  const borders = new Parts();
  const formats = new Parts();
  fonts.indexOf(fontXml(body, language));
  fills.indexOf('<fill><patternFill patternType="none"/></fill>');
  fills.indexOf('<fill><patternFill patternType="gray125"/></fill>');
  borders.indexOf(`<border>${BORDERS.none}</border>`);
  const xfs = Object.values<Style>(stylesOf(decimals)).flatMap(({ font, fill, border, format, align }) => {
    const look = [
      `numFmtId="${formatId(format, formats)}"`,
      `fontId="${fonts.indexOf(fontXml(font, language))}"`,
      `fillId="${fill === undefined ? 0 : fills.indexOf(fillXml(fill))}"`,
      `borderId="${borders.indexOf(`<border>${BORDERS[border]}</border>`)}"`,
      'xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"',
    ].join(' ');
    return ['', ' quotePrefix="1"'].map((quoted) => `<xf ${look}${quoted}>${alignXml(align)}</xf>`);
  });
  const numFmts = formats.list.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(code)}"/>`);
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    counted('numFmts', numFmts),
    counted('fonts', fonts.list),
    counted('fills', fills.list),
    counted('borders', borders.list),
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    counted('cellXfs', xfs),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}

function counted(tag: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<${tag} count="${parts.length}">${parts.join('')}</${tag}>`;
}

function formatId(format: string, formats: Parts): number {
  if (format === GENERAL) return 0;
  return format === TEXT ? 49 : 164 + formats.indexOf(format);
}

function fontXml({ face, size, colour, bold }: Font, language: 'zh' | 'en'): string {
  const charset = language === 'zh' && face !== 'mono' ? '<charset val="134"/>' : '';
  return `<font>${bold === true ? '<b/>' : ''}<sz val="${size}"/><color rgb="${colour}"/><name val="${FACES[language][face]}"/>${charset}</font>`;
}

function fillXml(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function alignXml({ across, down, wrap }: Align): string {
  const parts = [
    across === undefined ? '' : ` horizontal="${across}"`,
    down === undefined ? '' : ` vertical="${down}"`,
    wrap === true ? ' wrapText="1"' : '',
  ].join('');
  return `<alignment${parts}/>`;
}
