// SPDX-License-Identifier: Apache-2.0
import { AlignmentType, type IFontAttributesProperties, type IStylesOptions, LineRuleType } from 'docx';
import type { Language } from './document.ts';

/*
 * The form of an official document, GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of text in
 * 3号仿宋, title 2号小标宋, 黑体 and 楷体 for the two levels of headings, page number in 4号 outside below the text.
 * Lengths are twips (twentieths of a point), sizes of type half-points.
 */

/** Rounded: a page one twip short is no A4 to a printer’s list of papers. */
const mm = (length: number): number => Math.round((length * 1440) / 25.4);

/** Width of the text. */
export const TEXT_WIDTH = mm(156);

export const page = {
  size: { width: mm(210), height: mm(297) },
  // 297 − 37 − 225 = 35 below; 210 − 28 − 156 = 26 at the right. The number stands 7 mm below the text.
  margin: { top: mm(37), left: mm(28), bottom: mm(35), right: mm(26), header: mm(15), footer: mm(23) },
};

/** 225 mm in 22 lines. No line grid is laid: it would pull the small type of tables apart. */
const LINE_PITCH = 580;

/** Sizes by their Chinese names. */
export const SIZE = { two: 44, three: 32, four: 28, five: 21 };

type Face = 'body' | 'title' | 'heading' | 'subheading' | 'number';

const chinese: Record<Face, string> = {
  body: '仿宋',
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体',
  number: '宋体',
};

/** A face for both scripts; the hint makes “” stand as wide as the characters around them. */
function face(name: Face, language: Language): IFontAttributesProperties {
  const latin = 'Times New Roman';
  return language === 'zh'
    ? { ascii: latin, hAnsi: latin, cs: latin, eastAsia: chinese[name], hint: 'eastAsia' }
    : { ascii: latin, hAnsi: latin, cs: latin, eastAsia: chinese[name] };
}

const lines = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });

/** What differs between the languages: size of the text, its lines, and the indent of a paragraph. */
function bodyOf(language: Language): { size: number; line: number; indent: number } {
  return language === 'zh'
    ? { size: SIZE.three, line: LINE_PITCH, indent: SIZE.three * 20 }
    : { size: 24, line: 340, indent: 0 };
}

/** Paragraph styles, so that a heading is a heading to whoever edits the file. */
export function styles(language: Language): IStylesOptions {
  const { size, line, indent } = bodyOf(language);
  const after = language === 'zh' ? 0 : 120;
  const heading = (name: Face, bold: boolean) => ({
    run: { font: face(name, language), size, bold, color: '000000' },
    paragraph: { spacing: { ...lines(line), before: after, after }, indent: { firstLine: indent }, keepNext: true },
  });
  return {
    default: {
      document: { run: { font: face('body', language), size, language: { value: 'en-GB', eastAsia: 'zh-CN' } } },
      title: {
        run: { font: face('title', language), size: SIZE.two, bold: language === 'en', color: '000000' },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { ...lines(LINE_PITCH * 1.2), before: LINE_PITCH } },
      },
      heading1: heading('heading', language === 'en'),
      heading2: heading('subheading', language === 'en'),
    },
    paragraphStyles: [
      {
        id: 'Subtitle',
        name: 'Subtitle',
        basedOn: 'Normal',
        run: { font: face('subheading', language), size },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { ...lines(line), after: line } },
      },
      {
        id: 'Text',
        name: 'Text',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: {
          alignment: AlignmentType.JUSTIFIED,
          spacing: { ...lines(line), after },
          indent: { firstLine: indent },
        },
      },
      { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: SIZE.five }, paragraph: { spacing: lines(300) } },
      {
        id: 'CellHead',
        name: 'Cell Head',
        basedOn: 'Cell',
        run: { font: face('heading', language), size: SIZE.five, bold: language === 'en' },
        paragraph: { alignment: AlignmentType.CENTER, spacing: lines(300), keepNext: true },
      },
      {
        id: 'PageNumber',
        name: 'Page Number',
        basedOn: 'Normal',
        run: { font: face('number', language), size: SIZE.four },
        paragraph: { spacing: { before: 0, after: 0 } },
      },
    ],
  };
}
