// SPDX-License-Identifier: Apache-2.0
import ts from 'typescript';
import { nodesOf } from '../tree.ts';
import { camelOf, type NewDomain, pascalOf } from './new-domain.ts';

/** The object or list that a file gives as `modules`. */
function modulesIn(source: ts.SourceFile): ts.ObjectLiteralExpression | ts.ArrayLiteralExpression {
  for (const node of nodesOf(source)) {
    if (!ts.isVariableDeclaration(node) || node.name.getText(source) !== 'modules') continue;
    const value = node.initializer;
    if (value !== undefined && (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value)))
      return value;
  }
  throw new Error(`${source.fileName} has no list of modules to add to`);
}

/** The text with an import and, last in `modules`, an entry. Its form and the order of imports are the formatter's business. */
function added(file: string, text: string, what: { readonly import: string; readonly entry: string }): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const modules = modulesIn(source);
  const list = ts.isArrayLiteralExpression(modules) ? modules.elements : modules.properties;
  const end = list.length === 0 ? modules.getStart(source) + 1 : (list.at(-1)?.end ?? modules.end);
  const comma = list.length === 0 ? '' : ', ';
  const imports = source.statements.findLast(ts.isImportDeclaration)?.end ?? 0;
  return `${text.slice(0, imports)}\n${what.import}${text.slice(imports, end)}${comma}${what.entry}${text.slice(end)}`;
}

/** The last row of the glossary's table of domains is the place for the next. */
function named(glossary: string, { id, title }: NewDomain): string {
  const row = `| ${title.zh} | ${title.en.toLowerCase()} | \`${id}\` | what it is, in a line |\n`;
  return `${glossary.trimEnd()}\n${row}`;
}

/** What else knows of a new domain: the servers, the staff app if it has screens, and the glossary. `read` gives the text of a file. */
export function boundFiles(domain: NewDomain, read: (file: string) => string): Readonly<Record<string, string>> {
  const { id, screen } = domain;
  const server = {
    import: `import { bind${pascalOf(id)} } from '@beichen/domains/${id}/server/index.ts';`,
    entry: `'${id}': bind${pascalOf(id)}`,
  };
  const web = {
    import: `import { ${camelOf(id)}Web } from '@beichen/domains/${id}/web/index.ts';`,
    entry: `${camelOf(id)}Web`,
  };
  const files = ['apps/server/modules.ts', 'apps/web/modules.ts'] as const;
  return {
    'GLOSSARY.md': named(read('GLOSSARY.md'), domain),
    [files[0]]: added(files[0], read(files[0]), server),
    ...(screen === undefined ? {} : { [files[1]]: added(files[1], read(files[1]), web) }),
  };
}
