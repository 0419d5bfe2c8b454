// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokensCss } from './tokens-css.ts';

writeFileSync(join(import.meta.dirname, 'tokens.css'), tokensCss());
