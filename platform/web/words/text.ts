// SPDX-License-Identifier: Apache-2.0

/** A text with its gaps: `{name}`; where a number changes the words, a form for one and one for the rest. */
export type Text = string | { readonly one: string; readonly other: string };

/** What fills the gaps; `count` chooses between the forms. */
export type Values = Readonly<Record<string, string | number>>;

export type Texts<K extends string> = Readonly<Record<K, Text>>;

/** Says a key of a set of texts in the language of the reader. */
export type Say<K extends string> = (key: K, values?: Values) => string;

/** Fills a text. A gap without a value stays as written, so that a reader sees which one. */
export function filled(text: Text, values: Values = {}): string {
  const form = typeof text === 'string' ? text : values['count'] === 1 ? text.one : text.other;
  return form.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
}
