// SPDX-License-Identifier: Apache-2.0
import '@beichen/platform-web/ui/tokens.css';
import '@beichen/platform-web/ui/base.css';
import { followChanges } from '@beichen/platform-web/data/changes.ts';
import { App, makeQueries } from '@beichen/platform-web/shell/app.tsx';
import { routerOf } from '@beichen/platform-web/shell/router.tsx';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { modules } from './modules.ts';
import { useSession } from './session.ts';

const queries = makeQueries();
followChanges(queries);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App router={routerOf(modules, useSession)} queries={queries} />
  </StrictMode>,
);
