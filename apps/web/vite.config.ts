// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The oldest browser on the desks of county offices. */
const FLOOR = 'chrome87';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: FLOOR,
    cssTarget: FLOOR,
    outDir: 'dist',
    emptyOutDir: true,
    // Every browser that we serve knows modulepreload.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
