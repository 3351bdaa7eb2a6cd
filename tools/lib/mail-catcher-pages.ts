import { markup, Markup } from '../../apps/api/src/platform/web/markup.ts';
import type { CaughtMail } from './mail-catcher.ts';

const STYLE = `
  :root { color-scheme: light dark; --ink: light-dark(#10242b, #e6edec); --quiet: light-dark(#44585f, #aebdc0);
    --paper: light-dark(#fbfcfb, #0f181b); --card: light-dark(#fff, #141f22); --line: light-dark(#c6d0d1, #34464b);
    --link: light-dark(#0f3b47, #a9d3de); --bar: light-dark(#0f3b47, #142a31); --focus: light-dark(#0b5fbf, #9ccbff); }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 'Source Sans 3', system-ui, sans-serif; }
  header { background: var(--bar); color: #fff; padding: 12px 16px; }
  header a { color: inherit; text-decoration: none; font-weight: 600; }
  main { max-width: 800px; margin: 0 auto; padding: 16px; }
  h1 { font-size: 22px; line-height: 28px; margin: 0 0 12px; overflow-wrap: anywhere; }
  a { color: var(--link); } :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  ul { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
  li + li { border-top: 1px solid var(--line); }
  li a { display: block; padding: 10px 14px; text-decoration: none; color: inherit; overflow-wrap: anywhere; }
  li a:hover b { text-decoration: underline; }
  b { font-weight: 600; } small, dt, p { color: var(--quiet); } small { display: block; font-size: 14px; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0 0 16px; } dd { margin: 0; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 640px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px; font-size: 15px; }
`;

const STYLES = new Markup(`<style>${STYLE}</style>`);

export function mailListPage(mails: readonly CaughtMail[]): string {
  const list = markup`<ul>${mails.map(
    ({ id, subject, to, at }) =>
      markup`<li><a href="/mails/${id}"><b>${subject}</b><small>to ${to.join(', ')} · ${clock(at)}</small></a></li>`,
  )}</ul>`;
  return frame(
    'Caught mails',
    markup`<h1>Caught mails</h1>${mails.length > 0 ? list : markup`<p>None yet. What Service Runs sends shows up here by itself, and goes nowhere else.</p>`}`,
    markup`<meta http-equiv="refresh" content="4">`,
  );
}

export function mailPage({ id, subject, from, to, at, text }: CaughtMail): string {
  return frame(
    subject,
    markup`<p><a href="/">All mails</a></p><h1>${subject}</h1>
<dl><dt>From</dt><dd>${from}</dd><dt>To</dt><dd>${to.join(', ')}</dd><dt>At</dt><dd>${clock(at)}</dd></dl>
<iframe src="/mails/${id}/html" sandbox="allow-popups" title="The mail as HTML"></iframe>
<h2>As text</h2><pre tabindex="0">${text}</pre>`,
  );
}

export function noMailPage(): string {
  return frame('No such mail', markup`<h1>No such mail</h1><p>It is kept no longer. <a href="/">All mails</a></p>`);
}

function frame(title: string, content: Markup, head: Markup | null = null): string {
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${head}
<title>${title}</title>${STYLES}</head>
<body><header><a href="/">Service Runs · mails</a></header><main>${content}</main></body></html>`.text;
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
