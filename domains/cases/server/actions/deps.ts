// SPDX-License-Identifier: Apache-2.0
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { Vault } from '@beichen/platform-server/vault/vault.ts';
import type { CaseKind } from '../../model/kinds.ts';

/** What the server half of this domain runs on: the pack's kinds, how working time passes here, and the vault. */
export type CaseDeps = { readonly kinds: readonly CaseKind[]; readonly time: WorkingTime; readonly vault: Vault };
