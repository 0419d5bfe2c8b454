// SPDX-License-Identifier: Apache-2.0
import { assessmentWeb } from '@beichen/domains/assessment/web/index.tsx';
import { casesWeb } from '@beichen/domains/cases/web/index.tsx';
import { orgWeb } from '@beichen/domains/org/web/index.ts';
import { platformWeb } from '@beichen/platform-web/platform-web.ts';
import type { WebModule } from '@beichen/platform-web/shell/web-module.ts';

/** What the staff app is composed of: a line a domain. The order of the menu stands in the declarations. */
export const modules: readonly WebModule[] = [assessmentWeb, orgWeb, casesWeb, platformWeb];
