#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { enableCompileCache } from 'node:module';

// Must stand before anything else is loaded, hence the imports below it: what was compiled once is not compiled at each start.
enableCompileCache();
const [{ run }, { processTerminal }] = await Promise.all([import('./run.ts'), import('./terminal.ts')]);
process.exitCode = await run(process.argv.slice(2), processTerminal());
