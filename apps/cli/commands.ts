// SPDX-License-Identifier: Apache-2.0
import type { Command } from './command.ts';
import { appoint } from './commands/appoint.ts';
import { assess } from './commands/assess.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { compare } from './commands/compare.ts';
import { doctor } from './commands/doctor.ts';
import { erasePerson } from './commands/erase-person.ts';
import { explain } from './commands/explain.ts';
import { lint } from './commands/method-lint.ts';
import { schema } from './commands/method-schema.ts';
import { words } from './commands/method-words.ts';
import { newCityCommand } from './commands/new-city.ts';
import { stability } from './commands/stability.ts';

/** Every command. A longer name stands before one that it begins with. */
export const commands: readonly Command[] = [
  assess,
  explain,
  compare,
  stability,
  lint,
  schema,
  words,
  newCityCommand,
  appoint,
  doctor,
  auditVerify,
  erasePerson,
];
