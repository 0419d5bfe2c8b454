// SPDX-License-Identifier: Apache-2.0
import { html, raw } from 'hono/html';
import type { Language } from './problem.ts';

/** A part of a page: text in it is escaped. */
export type Html = ReturnType<typeof html>;

export type PublicPage = {
  readonly title: string;
  readonly language: Language;
  readonly body: Html;
  /** Address of a script of our own; the page is whole without it. */
  readonly script?: string;
  readonly status?: 200 | 404;
};

/** Paper and ink as in the staff app. Nothing is fetched, so that it is there on a slow line and prints as it is seen. */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #f5f2ea; color: #1a2632; font: 16px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
main { max-width: 900px; margin: 0 auto; padding: 24px 16px 64px; }
h1, h2 { font-family: "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; line-height: 1.35; }
h1 { font-size: 26px; margin: 8px 0 16px; text-wrap: pretty; }
h2 { font-size: 19px; margin: 32px 0 8px; }
a { color: #134359; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0; }
dt { color: #46515c; }
dd { margin: 0; overflow-wrap: anywhere; }
.paper { background: #fffdf9; border: 1px solid #dcd5c5; padding: 16px; }
.paper > :first-child { margin-top: 0; }
.paper > :last-child { margin-bottom: 0; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 8px 0; font-weight: 700; }
th, td { padding: 6px 8px; border-bottom: 1px solid #dcd5c5; text-align: left; }
th { font-weight: 600; color: #46515c; }
tbody th, tbody td { white-space: nowrap; }
tbody th { position: sticky; left: 0; background: #fffdf9; }
td.mark, th.mark { text-align: center; white-space: nowrap; }
.won { color: #7f5407; font-weight: 700; }
.aux { color: #46515c; font-size: 14px; }
form { display: grid; gap: 12px; max-width: 560px; }
label { display: grid; gap: 4px; }
select, textarea, input { font: inherit; padding: 8px; border: 1px solid #857d6d; border-radius: 3px; background: #fffdf9; color: inherit; min-height: 44px; box-sizing: border-box; width: 100%; }
button { font: inherit; justify-self: start; min-height: 44px; padding: 8px 20px; border: 1px solid #134359; border-radius: 3px; background: #134359; color: #fffdf9; cursor: pointer; }
:focus-visible { outline: 2px solid #1b5877; outline-offset: 2px; }
.told { border-left: 4px solid #1b5877; background: #e2ecf0; padding: 12px 16px; }
.code { font: 700 22px/1.4 monospace; letter-spacing: 2px; }
[hidden] { display: none; }
@media (max-width: 640px) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: 8px; } }
@page { margin: 16mm; }
@media print {
  body { background: none; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  .paper { border: 0; padding: 0; background: none; }
  .screen { display: none; }
  table { font-size: 9.5pt; }
  th, td { padding: 4px; }
  tbody th { position: static; background: none; }
  code { font-size: 9pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .wide { overflow: visible; }
}`;

/** Only our own script, if any; nothing framed, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A page for people without an account, made on the server: it reads and prints without any script. */
export async function publicPage({ title, language, body, script, status = 200 }: PublicPage): Promise<Response> {
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg">
<style>${raw(STYLE)}</style>
${script === undefined ? '' : html`<script src="${script}" defer></script>`}
</head>
<body><main>${body}</main></body>
</html>`;
  return new Response(String(await page), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': status === 200 ? 'public, max-age=60' : 'no-store',
    },
  });
}
