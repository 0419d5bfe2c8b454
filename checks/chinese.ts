// SPDX-License-Identifier: Apache-2.0

/** Words that judge people, shout, or say nothing, and what stands instead of them. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/落后|不力|拖后腿|差评/, '说事实，不评人：“差1.07分”“未报齐”'],
  [/^(确定|确认|OK|好的|是|否)$/i, '按钮写动作和结果：“提交更正，看下一项”'],
  [/[！!]/, '不用感叹号'],
];

const WRITTEN: readonly (readonly [RegExp, string, string])[] = [
  [/\p{Script=Han}[,.;:?](?=$|[\s\p{Script=Han}{“（])/u, 'half-width punctuation after Chinese', 'write ，。；：？'],
  [/\p{Script=Han}\(|\(\p{Script=Han}|\p{Script=Han}\)/u, 'half-width brackets round Chinese', 'write （ and ）'],
  [
    /[\p{Script=Han}，。；：？、）”] +[A-Za-z0-9{]|[A-Za-z0-9}] +[\p{Script=Han}（“]/u,
    'a space typed between Chinese and letters, digits or a gap',
    'leave it out; the style sheet spaces them',
  ],
  [/"/, 'straight quotation marks', 'write “ and ”'],
];

export type Slip = { readonly what: string; readonly mend: string };

/** What is wrong with a Chinese text that users read. Gaps stand in it as `{name}`. */
export function slipsIn(text: string): Slip[] {
  if (text.trim() === '')
    return [{ what: 'the Chinese text is empty', mend: 'write it; Chinese is the one that counts' }];
  const refused = REFUSED.filter(([word]) => word.test(text)).map(([word, mend]) => ({
    what: `“${text}” says ${word.exec(text)?.[0]}`,
    mend,
  }));
  const written = WRITTEN.filter(([form]) => form.test(text)).map(([, what, mend]) => ({
    what: `${what}: “${text}”`,
    mend,
  }));
  return [...refused, ...written];
}
