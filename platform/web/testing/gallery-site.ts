// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';

const ROOT = join(import.meta.dirname, 'gallery');

export type Site = { readonly address: string; readonly close: () => Promise<void> };

/** Builds the gallery as the app is built and serves it on this machine. */
export async function openGallery(): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), 'gallery-'));
  const settings: InlineConfig = { root: ROOT, configFile: false, logLevel: 'error', plugins: [react()] };
  await build({ ...settings, build: { outDir, emptyOutDir: true, target: 'chrome87', minify: false } });
  const server = await preview({ ...settings, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
