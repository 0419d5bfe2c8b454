// SPDX-License-Identifier: Apache-2.0

/** One breach of one rule, told so that whoever reads it can mend it. */
export type Fault = {
  readonly file: string;
  readonly line?: number;
  /** Kebab-case, or the name that the tool behind it uses (`lint/suspicious/noExplicitAny`). */
  readonly rule: string;
  readonly what: string;
  readonly mend: string;
};

export function tell(fault: Fault): string {
  const place = fault.line === undefined ? fault.file : `${fault.file}:${fault.line}`;
  return `${place}  [${fault.rule}]  ${fault.what}\n    mend: ${fault.mend}`;
}
