// SPDX-License-Identifier: Apache-2.0
import { configDefaults, defineConfig } from 'vitest/config';

// Sized for two cores: a cold start of Node or of a browser beside a busy neighbour may take ten seconds.
const patience = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };
const elsewhere = [...configDefaults.exclude, '**/dist/**', 'data/**'];
const globalSetup = './platform/server/testing/provide-server.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'normal',
          include: ['**/*.test.ts'],
          exclude: [...elsewhere, '**/*.long.test.ts'],
          globalSetup,
          ...patience,
        },
      },
      {
        // What needs a database runs again on the oldest version that is supported.
        test: {
          name: 'postgres-15',
          include: ['**/*.db.test.ts'],
          exclude: elsewhere,
          env: { BEICHEN_TEST_POSTGRES: '15' },
          globalSetup,
          ...patience,
        },
      },
      {
        test: { name: 'long', include: ['**/*.long.test.ts'], exclude: elsewhere, globalSetup, testTimeout: 3_600_000 },
      },
    ],
  },
});
