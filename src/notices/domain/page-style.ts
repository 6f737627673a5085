import { Markup } from './html.js';

/** How every public page looks: large type, black on white, rows that fold on a narrow screen, A4 in print. */
export const PAGE_STYLE = new Markup(`
:root { --ink: #1a1a1a; --soft: #4a4a4a; --line: #b9b3a8; --paper: #fff; --tint: #f6f2ea; --red: #a8140c; }
* { box-sizing: border-box; }
html { font-size: 18px; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.65;
  font-family: "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; }
a { color: #0b4f9e; }
:focus-visible { outline: 3px solid #0b4f9e; outline-offset: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
header, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1rem; }
header { border-bottom: 3px solid var(--red); padding-top: 1.4rem; padding-bottom: 1rem; }
h1 { font-size: 1.55rem; line-height: 1.35; margin: 0 0 .6rem; text-align: center; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.4; margin: 2.2rem 0 .6rem; padding-left: .6rem; border-left: .35rem solid var(--red); }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
p { margin: .5rem 0; }
.centre { text-align: center; }
.soft { color: var(--soft); }
dl { margin: .4rem 0; display: grid; grid-template-columns: auto 1fr; gap: .15rem 1rem; }
dt { color: var(--soft); white-space: nowrap; }
dd { margin: 0; }
.balance { margin: .6rem 0; border: 2px solid var(--ink); border-collapse: collapse; }
.balance th { font-weight: normal; }
.balance .part th, .balance .part td { padding-top: 0; color: var(--soft); font-size: .92rem; }
.balance .part th { padding-left: 2rem; }
.balance tr:has(+ .part) th, .balance tr:has(+ .part) td { border-bottom: 0; }
.balance tr:last-child th, .balance tr:last-child td { font-weight: bold; border-top: 2px solid var(--ink); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .35rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--ink); background: var(--tint); white-space: nowrap; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.minus { color: var(--red); }
.nowrap { white-space: nowrap; }
tfoot td, tfoot th { font-weight: bold; border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); }
.small { font-size: .89rem; }
code { font-family: "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: .8rem; word-break: break-all; }
.state { display: inline-block; padding: .1rem .6rem; border: 2px solid var(--ink); border-radius: .3rem; font-weight: bold; }
.tag { display: inline-block; padding: 0 .4rem; border: 1px solid var(--line); border-radius: .2rem; background: var(--tint); white-space: nowrap; }
.button, button { display: inline-block; font: inherit; font-weight: bold; min-height: 44px; padding: .6rem 1.6rem; border: 0; border-radius: .3rem; background: var(--red); color: #fff; text-decoration: none; }
.contents ul { list-style: none; margin: 1rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.contents a, .tap { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .8rem; border: 1px solid var(--line); border-radius: .3rem; }
.print { display: none; }
.alert { border: 2px solid var(--red); padding: .6rem .9rem; margin: 1rem 0; }
.alert.good { border-color: #1d6b34; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 1.6rem 2rem; margin: 1.6rem 0; padding: 0; list-style: none; }
.signatures li { border-bottom: 1px solid var(--ink); padding: 1.2rem 0 .2rem; }
.talk { border: 1px solid var(--line); padding: .6rem .9rem; margin: .8rem 0; background: var(--tint); }
.talk blockquote { margin: .4rem 0 .4rem 1rem; padding-left: .8rem; border-left: 4px solid var(--line); }
.pre { white-space: pre-wrap; }
form { display: grid; gap: .9rem; max-width: 36rem; }
label { display: grid; gap: .25rem; font-weight: bold; }
label span { font-weight: normal; color: var(--soft); }
input, textarea { font: inherit; width: 100%; min-height: 44px; padding: .5rem; border: 2px solid var(--ink); border-radius: .2rem; background: var(--paper); color: var(--ink); }
textarea { min-height: 7rem; }
form button { justify-self: start; }
.board { list-style: none; margin: 1rem 0; padding: 0; }
.board li { border-bottom: 1px solid var(--line); padding: .9rem 0; }
.board a { display: flex; align-items: center; min-height: 44px; font-size: 1.15rem; font-weight: bold; }
footer { margin-top: 2.5rem; padding-top: 1rem; padding-bottom: 2rem; border-top: 1px solid var(--line); color: var(--soft); }
@media (max-width: 40rem) {
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows, .rows tbody, .rows tfoot { display: block; }
  .rows tr { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .8rem; padding: .45rem 0; border-bottom: 1px solid var(--line); }
  .rows td, .rows th { display: block; border: 0; padding: 0; }
  .rows .wide { flex: 1 0 100%; }
  .rows tfoot tr { border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); }
  .rows tfoot td, .rows tfoot th { border: 0; }
  .rows [data-label]::before { content: attr(data-label) " "; color: var(--soft); }
  .rows .figure { margin-left: auto; font-weight: bold; }
  .moves .wide { order: 1; }
  .signatures { grid-template-columns: 1fr; }
}
@media print {
  @page { size: A4; margin: 14mm 14mm 16mm; }
  html { font-size: 12pt; }
  p, dd { orphans: 3; widows: 3; }
  tfoot { display: table-row-group; }
  tfoot tr { break-before: avoid; }
  tbody tr:first-child, thead { break-after: avoid; }
  .print { display: inline; }
  .balance, .balance + p, p:has(+ table) { break-after: avoid; }
  .signatures { gap: .8rem 2rem; }
  footer { break-before: avoid; margin-top: .5rem; padding: .3rem 0 0; }
  footer .screen { display: none; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  h2, h3 { break-after: avoid; }
  tr, .balance, .talk, .signatures { break-inside: avoid; }
  .screen { display: none; }
}
`);
