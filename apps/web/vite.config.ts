// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The oldest browser on the desks of county offices. */
const FLOOR = 'chrome87';

/**
 * Leaves the error tables of the declarations out: the server sends the three sentences of an error with it, and the web never looks into
 * a table. They were 3 kB of the first load, and grow with every domain.
 */
const withoutErrorTables: Plugin = {
  name: 'without-error-tables',
  enforce: 'pre',
  transform: {
    filter: { id: /\/(?:domains\/\w+|platform)\/module(?:\.ts|\/[\w-]+\.ts)$/ },
    handler(code, id) {
      const without = code.replace(/^ {2}errors: .*,$/m, '  errors: [],');
      if (id.endsWith('/module.ts') && !without.includes('\n  errors: [],'))
        this.error(`${id} says its errors in more than one line`);
      return { code: without.replaceAll('= errorTable(', '= /* @__PURE__ */ errorTable('), map: null };
    },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutErrorTables, react()],
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
