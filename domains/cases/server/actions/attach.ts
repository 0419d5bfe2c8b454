// SPDX-License-Identifier: Apache-2.0
import type { FileHost, HostRecord } from '@beichen/platform-server/files/file-host.ts';
import { findCase, type LoadedCase } from '../queries/load-case.ts';
import type { CaseDeps } from './deps.ts';

/** Over the place of the case, or over the unit that handles it. */
export function guardOfFiles({ row, kind, handlerPath, roles }: LoadedCase): Omit<HostRecord, 'unit'> {
  const paths = handlerPath === null ? [row.path] : [row.path, handlerPath];
  return { paths, line: row.line, sensitivity: kind.sensitivity, roles };
}

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
      return found && { ...guardOfFiles(found), unit: found.row.unit_id };
    },
  };
}
