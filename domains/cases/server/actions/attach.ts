// SPDX-License-Identifier: Apache-2.0
import type { FileHost } from '@beichen/platform-server/files/file-host.ts';
import { findCase } from '../queries/load-case.ts';
import type { CaseDeps } from './deps.ts';

/** Files of a case: whoever is in charge where it lies, or where it is handled, adds them. */
export function caseFiles(deps: CaseDeps): FileHost {
  return {
    domain: 'cases',
    records: 'cases',
    attach: 'cases.attach',
    parties: [],
    most: 20,
    async find(tx, id, moment) {
      const found = await findCase(tx, deps, { id, permission: 'cases.attach', moment });
      if (found === undefined) return undefined;
      const { row, kind, handlerPath, roles } = found;
      const paths = handlerPath === null ? [row.path] : [row.path, handlerPath];
      return { paths, line: row.line, sensitivity: kind.sensitivity, unit: row.unit_id, roles };
    },
  };
}
