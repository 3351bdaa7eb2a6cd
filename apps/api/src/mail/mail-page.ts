// The HTML form of a mail. Mail programs know little: one column, styles on the elements, a table where Outlook needs one, no
// picture and nothing that is fetched. Colours are the light ones of the web app; where a program is dark and knows media
// queries, the dark ones.
import { service } from '@service-runs/copy';
import { markup, Markup } from '../platform/web/markup';
import type { MailParts } from './mail-templates';

const FONT = "font-family:'Source Sans 3',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const TEXT = 'margin:0 0 16px;font-size:16px;line-height:24px';
const SMALL = 'margin:0 0 8px;font-size:14px;line-height:20px';

const DARK = new Markup(
  '@media (prefers-color-scheme:dark){' +
    '.page{background:#0f181b!important}.card{background:#141f22!important;border-color:#34464b!important}' +
    '.ink{color:#e6edec!important}.quiet{color:#aebdc0!important}.link{color:#a9d3de!important}' +
    '.quote{border-color:#34464b!important}.button{background:#ffc24b!important;color:#1f1700!important}}',
);

export function mailPage({ subject, title, intro, facts, quote, action, more, why, stop }: MailParts): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f6f5;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${preheader(intro, facts)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="quiet" style="${FONT};padding:0 4px 12px;font-size:14px;line-height:20px;color:#44585f">${service('mail.brand')}</td></tr>
<tr><td class="card ink" style="${FONT};background:#ffffff;border:1px solid #c6d0d1;border-radius:12px;padding:24px 20px;color:#10242b">
<h1 style="margin:0 0 16px;font-size:22px;line-height:28px;font-weight:600">${title}</h1>
${intro.map((one) => markup`<p style="${TEXT}">${one}</p>`)}
${facts.length > 0 && factTable(facts)}
${quote && quotation(quote)}
${action && button(action)}
${more.map((one) => markup`<p style="${TEXT}">${one}</p>`)}
</td></tr>
<tr><td class="quiet" style="${FONT};padding:16px 4px 0;color:#44585f">
<p style="${SMALL}">${why}</p>
${stop && markup`<p style="${SMALL}">${stop.label}<br>${anchor(stop.link)}</p>`}
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
  return page.text;
}

/** What a list of mails shows beside the subject. */
function preheader(intro: MailParts['intro'], facts: MailParts['facts']): string {
  return [...facts.map(({ value }) => value), ...intro].join(' · ');
}

function factTable(facts: MailParts['facts']): Markup {
  return markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">
${facts.map(
  ({ name, value }) => markup`<tr>
<td class="quiet" valign="top" style="${FONT};padding:0 16px 6px 0;font-size:16px;line-height:24px;color:#44585f;white-space:nowrap">${name}</td>
<td class="ink" valign="top" style="${FONT};padding:0 0 6px;font-size:16px;line-height:24px;font-weight:600;color:#10242b;word-break:break-word">${value}</td>
</tr>`,
)}
</table>`;
}

function quotation({ by, lines }: NonNullable<MailParts['quote']>): Markup {
  return markup`<p class="quiet" style="margin:0 0 4px;font-size:16px;line-height:24px;color:#44585f">${by}</p>
<blockquote class="quote" style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #c6d0d1;font-size:16px;line-height:24px;word-break:break-word">${lines.map((one, place) => markup`${place > 0 && markup`<br>`}${one}`)}</blockquote>`;
}

function button({ label, link }: NonNullable<MailParts['action']>): Markup {
  return markup`<p style="margin:8px 0 20px"><a class="button" href="${link}" style="display:inline-block;background:#f5b429;color:#10242b;font-size:17px;line-height:24px;font-weight:600;text-decoration:none;padding:12px 22px;border-radius:8px">${label}</a></p>
<p class="quiet" style="${SMALL};margin-bottom:20px;color:#44585f">${service('mail.link')}<br>${anchor(link)}</p>`;
}

function anchor(link: string): Markup {
  return markup`<a class="link" href="${link}" style="color:#0f3b47;word-break:break-all">${link}</a>`;
}
