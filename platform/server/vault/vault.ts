// SPDX-License-Identifier: Apache-2.0
export type Vault = Record<string, never>;
