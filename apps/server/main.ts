// SPDX-License-Identifier: Apache-2.0
import { start } from './start.ts';

await start(process.env);
