// SPDX-License-Identifier: Apache-2.0

export type SqlStatement = { readonly line: number; readonly text: string };

/** What may hold a semicolon that ends nothing, or words that mean nothing: comments, quoted text, names, bodies of functions. */
const QUOTED = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1/g;

/** Where text is replaced by spaces, so that what stands after it keeps its place. */
function blanked(text: string, keep: (part: string) => boolean): string {
  return text.replace(QUOTED, (part) => (keep(part) ? part : part.replace(/[^\n]/g, ' ')));
}

/** The statements of a migration without comments, each with the line that it begins on. */
export function sqlStatements(sql: string): SqlStatement[] {
  const code = blanked(sql, (part) => !/^(--|\/\*)/.test(part));
  const ends = blanked(code, () => false);
  const statements: SqlStatement[] = [];
  let from = 0;
  for (let to = ends.indexOf(';'); from < code.length; to = ends.indexOf(';', from)) {
    const until = to < 0 ? code.length : to;
    const raw = code.slice(from, until);
    const text = raw.trim();
    const line = code.slice(0, from + raw.length - raw.trimStart().length).split('\n').length;
    if (text !== '') statements.push({ line, text });
    from = until + 1;
  }
  return statements;
}

/** The same statement without the text of its quotes and bodies: what it says in SQL itself. */
export function bareSql(statement: string): string {
  return blanked(statement, (part) => part.startsWith('"'));
}
