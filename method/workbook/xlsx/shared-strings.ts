// SPDX-License-Identifier: Apache-2.0
import { ByteText } from './byte-text.ts';
import { cellText, looksLikeFormula, sharedText } from './cell-text.ts';

/** The texts of a workbook, each once, in the order of their first use. */
export class SharedStrings {
  private readonly known = new Map<string, number>();
  private readonly risky: boolean[] = [];
  private readonly items = new ByteText();
  private uses = 0;

  /** The number of a text. */
  indexOf(text: string): number {
    this.uses += 1;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const index = this.known.size;
    const clean = cellText(text);
    this.known.set(text, index);
    this.risky.push(looksLikeFormula(clean));
    this.items.push(`<si><t xml:space="preserve">${sharedText(clean)}</t></si>`);
    return index;
  }

  /** Whether the text must be marked as text. */
  isRisky(index: number): boolean {
    return this.risky[index] === true;
  }

  bytes(): Uint8Array {
    const out = new ByteText();
    out.push(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${this.uses}" uniqueCount="${this.known.size}">`,
    );
    out.append(this.items);
    out.push('</sst>');
    return out.bytes();
  }
}
