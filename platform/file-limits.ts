// SPDX-License-Identifier: Apache-2.0

/** Bytes of a file at most: a photo of a phone, a scanned contract. The server refuses more; a browser does not even begin to send it. */
export const MOST_FILE_BYTES = 20_000_000;

/** Endings of what is taken, for the chooser of a browser. What a file is, its content alone tells. */
export const FILE_ENDINGS = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.csv,.txt';
