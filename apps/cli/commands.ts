// SPDX-License-Identifier: Apache-2.0
import type { Command } from './command.ts';
import { assess } from './commands/assess.ts';
import { compare } from './commands/compare.ts';
import { explain } from './commands/explain.ts';
import { stability } from './commands/stability.ts';

/** Every command. A longer name stands before one that it begins with. */
export const commands: readonly Command[] = [assess, explain, compare, stability];
