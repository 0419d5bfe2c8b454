// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** The server forbids code made from text; the schemas must not even try. It has to be said before the first of them is made. */
z.config({ jitless: true });
