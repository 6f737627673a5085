import { html, type Markup, type Part } from './html.js';
import { PAGE_STYLE } from './page-style.js';

/** A whole page with its landmarks; the parts are header, main and footer. */
export function page(title: string, header: Part, main: Part, footer: Part): Markup {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header>${header}</header>
<main id="main">${main}</main>
<footer>${footer}</footer>
</body>
</html>
`;
}
