// SPDX-License-Identifier: Apache-2.0
// The server forbids code made from text. The schemas (zod) would try it once, when the first of them is made, and the browser would
// complain; they look here before. It stands before the modules, whose order nobody can promise once they are in chunks.
globalThis.__zod_globalConfig = { jitless: true };
