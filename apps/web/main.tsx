// SPDX-License-Identifier: Apache-2.0
import '@beichen/platform-web/ui/tokens.css';
import '@beichen/platform-web/ui/base.css';
import { App, makeQueries } from '@beichen/platform-web/shell/app.tsx';
import { routerOf } from '@beichen/platform-web/shell/router.tsx';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { modules } from './modules.ts';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App router={routerOf(modules)} queries={makeQueries()} />
  </StrictMode>,
);
