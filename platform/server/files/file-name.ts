// SPDX-License-Identifier: Apache-2.0
import type { Clean } from './form.ts';

const MOST_LETTERS = 80;
/** Control characters, those that turn the direction of writing, and what some file system takes for something else. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu;

/**
 * The name under which a file is handed out: the last step of what was sent, without what could mislead a reader or a file system. Its
 * ending is that of the content. A text may call itself CSV, which no content can tell.
 */
export function fileName(sent: string, { extension }: Pick<Clean, 'extension'>): string {
  const last = sent.normalize('NFC').replace(REFUSED, '').split(/[/\\]/).at(-1) ?? '';
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([A-Za-z0-9]{1,8}))?$/s.exec(last) ?? [];
  const whole = stem.replace(/^[.\s]+|[.\s]+$/gu, '');
  const short = [...whole].slice(0, MOST_LETTERS).join('') || 'file';
  return `${short}.${extension === 'txt' && ending.toLowerCase() === 'csv' ? 'csv' : extension}`;
}

/** RFC 6266: always a download, the name in RFC 5987's form, with a plain one for whoever cannot read that. */
export function dispositionOf(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="file.${name.split('.').at(-1)}"; filename*=UTF-8''${encoded}`;
}
