// SPDX-License-Identifier: Apache-2.0
import '../../ui/tokens.css';
import '../../ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueries } from '../../shell/app.tsx';
import { ThemeProvider } from '../../ui/theme/theme.tsx';
import { showCityZone } from '../../words/format.ts';
import { LanguageProvider } from '../../words/language.tsx';
import { Gallery } from './gallery.tsx';

showCityZone('Asia/Shanghai');
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider>
      <ThemeProvider>
        <QueryClientProvider client={makeQueries()}>
          <Gallery page={new URLSearchParams(location.search).get('page') ?? 'chart'} />
        </QueryClientProvider>
      </ThemeProvider>
    </LanguageProvider>
  </StrictMode>,
);
