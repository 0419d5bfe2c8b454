// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { z } from 'zod';

const zhMessages = z.locales.zhCN().localeError;
const enMessages = z.locales.en().localeError;

function messageOf(issue: z.core.$ZodIssue, say: z.core.$ZodErrorMap): string {
  const said = say(issue as never);
  return typeof said === 'string' ? said : (said?.message ?? issue.message);
}

/** What a schema found, as a fault: `prefix` and the place under it, in both languages; a schema's own words (`params.words`) come first. */
export function schemaFault(prefix: string, issue: z.core.$ZodIssue): InputFault {
  const custom =
    issue.code === 'custom' ? (issue.params as { words?: { what: Words; mend: Words } } | undefined)?.words : undefined;
  return {
    path: [prefix, ...issue.path.map(String)].join('/'),
    what: custom?.what ?? { zh: messageOf(issue, zhMessages), en: messageOf(issue, enMessages) },
    mend: custom?.mend ?? { zh: '按要求改正这一处', en: 'Correct this place as required' },
  };
}
