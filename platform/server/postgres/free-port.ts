// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';

/** Whether a port of 127.0.0.1 can be listened on; 0 asks for any. Returns the port, or undefined where it is taken. */
export function findPort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(undefined));
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : undefined;
      probe.close(() => resolve(port));
    });
  });
}
