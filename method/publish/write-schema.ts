// SPDX-License-Identifier: Apache-2.0
// Writes method.schema.json anew, for editors: run it after a change to the shapes of the language.
import { writeFileSync } from 'node:fs';
import { methodJsonSchema } from '../schema.ts';

writeFileSync(new URL('../method.schema.json', import.meta.url), `${JSON.stringify(methodJsonSchema(), null, 2)}\n`);
