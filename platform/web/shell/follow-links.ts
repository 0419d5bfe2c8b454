// SPDX-License-Identifier: Apache-2.0

/** What the server answers itself: files, and pages for people without an account. */
const BEYOND = /^\/(api|public)\//;

/**
 * Lets plain links inside the app change the page without loading it anew, so that no part needs to know the router
 * (links of an SVG included). What the reader asks the browser for (new tab, download) stays the browser's.
 */
export function followLinks(go: (href: string) => void): () => void {
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a[href]');
    const href = link?.getAttribute('href');
    if (link === null || link === undefined || href === null || href === undefined) return;
    const target = link.getAttribute('target');
    if (!href.startsWith('/') || href.startsWith('//') || BEYOND.test(href)) return;
    if (link.hasAttribute('download') || (target !== null && target !== '_self')) return;
    event.preventDefault();
    go(href);
  };
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}
