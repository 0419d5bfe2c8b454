// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
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

const OLDER_BROWSERS = fileURLToPath(import.meta.resolve('@beichen/platform-web/charts/area-map/older-browsers.ts'));

/** Gives the worker of maps, a package's, what browsers at the floor have not: the page gets it from the module that opens a map. */
const mapsInOlderBrowsers: Plugin = {
  name: 'maps-in-older-browsers',
  transform: {
    filter: { id: /maplibre-gl-worker\.mjs/ },
    handler: (code) => ({ code: `import ${JSON.stringify(OLDER_BROWSERS)};\n${code}`, map: null }),
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [withoutErrorTables, react()],
  worker: { plugins: () => [mapsInOlderBrowsers] },
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
