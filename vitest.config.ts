// SPDX-License-Identifier: Apache-2.0
import { configDefaults, defineConfig } from 'vitest/config';

// Sized for two cores: a cold start of Node or of a browser beside a busy neighbour may take ten seconds.
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };
const elsewhere = [...configDefaults.exclude, '**/dist/**', 'data/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: { name: 'normal', include: ['**/*.test.ts'], exclude: [...elsewhere, '**/*.long.test.ts'], ...patience },
      },
      { test: { name: 'long', include: ['**/*.long.test.ts'], exclude: elsewhere, testTimeout: 3_600_000 } },
    ],
  },
});
