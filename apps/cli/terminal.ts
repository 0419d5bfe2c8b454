// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/method';

/** Where a command reads its surroundings and leaves what it says: the process itself, or a test. */
export type Terminal = {
  /** Results. Nothing is written here by a command that fails. */
  out(text: string): void;
  /** Faults, and progress. */
  err(text: string): void;
  /** Whether a person watches the progress. */
  readonly watched: boolean;
  readonly language: keyof Words;
};

/** The terminal of this process. */
export function processTerminal(): Terminal {
  // `beichen … | head` closes the pipe early: that ends the output, it is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
  const locale = process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '';
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    watched: process.stderr.isTTY === true,
    language: /^en/iu.test(locale) ? 'en' : 'zh',
  };
}
