// SPDX-License-Identifier: Apache-2.0
import type { WebModule } from '@beichen/platform-web/shell/web-module.ts';

/** The domains that the staff app is composed of, in the order of its menu. */
export const modules: readonly WebModule[] = [];
