// What a portal's pages say. The web app writes the same over it (apps/web/src/app/portal), in the same elements and
// classes, so that nothing moves; a button that needs it is a link here.
import {
  appPaths,
  type Portal,
  type PortalPageData,
  type PortalRun,
  type PortalRunPage,
} from '@service-runs/contracts';
import { addTexts, service } from '@service-runs/copy';
import { portalTexts } from '@service-runs/copy/portal';
import { dayParts, monthHead, scheduleWords, windowOf, zoneName } from '@service-runs/time';
import { markup, type Markup, type MarkupPart } from '../../platform/web/markup';
import type { SitePage } from '../../platform/web/site-pages';

addTexts(portalTexts);

export interface RunsShown extends Pick<PortalRunPage, 'runs' | 'next_cursor'> {
  readonly portal: Portal;
  /** Not a page further on, which is for those who read without scripts. */
  readonly isFirst: boolean;
}

export function runsPage({ portal, runs, next_cursor, isFirst }: RunsShown, origin: string): SitePage {
  const path = appPaths.portal(portal.slug);
  const list = markup`
    <h2 class="sr-only">${upper(service('public.portal.runs'))}</h2>
    ${!isFirst && backLink(path, service('public.portal.first'))} ${byMonth(portal, runs)}
    ${
      next_cursor
        ? markup`<p class="more"><a class="btn" href="${path}?cursor=${next_cursor}">${service('public.portal.more')}</a></p>`
        : runs.length > 0 && markup`<p class="end-of-list end">${service('public.portal.end')}</p>`
    }
  `;
  const empty = markup`
    <h2 class="sr-only">${upper(service('public.portal.runs'))}</h2>
    <div class="blank">
      <h2>${service('public.portal.empty')}</h2>
      <p>${service('public.portal.empty.body')}</p>
      <div class="ruled" aria-hidden="true"></div>
    </div>
  `;
  return {
    status: 200,
    title: portal.name,
    description: portal.description || upper(service('public.portal.about', { name: portal.name })),
    canonical: path,
    facts: {
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      name: portal.name,
      url: origin + path,
      itemListElement: runs.map(({ id, name }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name,
        url: origin + appPaths.portalRun(portal.slug, id),
      })),
    },
    content: pageOf(
      markup`<p>${service('public.portal.of')}</p>
        <h1>${portal.name}</h1>
        ${portal.description && markup`<p class="about">${portal.description}</p>`}`,
      runs.length > 0 || !isFirst ? list : empty,
      runs.length > 0 && askWithoutRun(),
    ),
    ...(isFirst && { data: { shows: 'runs', portal, runs, next_cursor } satisfies PortalPageData }),
  };
}

export function runPage(portal: Portal, run: PortalRun, origin: string): SitePage {
  const path = appPaths.portalRun(portal.slug, run.id);
  const { day, window } = scheduleOf(run);
  const about = { run: run.name, when: `${day} ${window}`.trim(), provider: run.provider_name };
  return {
    status: 200,
    title: service('public.portal.run.page', { run: run.name, portal: portal.name }),
    description: run.zone_name
      ? service('public.portal.run.about.zone', { ...about, zone: run.zone_name })
      : service('public.portal.run.about', about),
    canonical: path,
    // A run is somebody's service at a place and a time; nobody attends it, which is what an Event is for.
    facts: {
      '@context': 'https://schema.org',
      '@type': 'Service',
      name: run.name,
      url: origin + path,
      provider: { '@type': 'Organization', name: run.provider_name },
      ...(run.zone_name && { areaServed: run.zone_name }),
      ...(run.starts_at && {
        hoursAvailable: {
          '@type': 'OpeningHoursSpecification',
          validFrom: run.starts_at,
          ...(run.ends_at && { validThrough: run.ends_at }),
        },
      }),
    },
    content: pageOf(namedAbove(portal), article(portal, run), askFor(run)),
    data: { shows: 'run', portal, run } satisfies PortalPageData,
  };
}

export function gonePage(portal: Portal): SitePage {
  const what = markup`
    <div class="gone">
      <h1>${service('public.portal.run.gone')}</h1>
      <p class="tell">${service('public.portal.run.gone.body')}</p>
      <a class="btn" href="${appPaths.portal(portal.slug)}">${service('public.portal.run.gone.all')}</a>
    </div>
  `;
  return {
    status: 404,
    title: service('public.portal.run.gone'),
    content: pageOf(namedAbove(portal), what),
    data: { shows: 'gone', portal } satisfies PortalPageData,
  };
}

export function unknownPage(): SitePage {
  return {
    status: 404,
    title: service('public.portal.unknown'),
    content: markup`
      <div class="portal-page">
        <header class="band"><div><h1>${service('public.portal.unknown')}</h1></div></header>
        <main class="alone"><p class="tell">${service('public.portal.unknown.body')}</p></main>
        ${colophon()}
      </div>
    `,
    data: { shows: 'unknown' } satisfies PortalPageData,
  };
}

function pageOf(above: Markup, what: Markup, ask: MarkupPart = null): Markup {
  return markup`
    <div class="portal-page">
      <header class="band"><div>${above}</div></header>
      <main${!ask && markup` class="alone"`}><div class="what">${what}</div>${ask}</main>
      ${colophon()}
    </div>
  `;
}

function namedAbove({ slug, name }: Portal): Markup {
  return markup`<p>${service('public.portal.of')}</p>
    <b><a href="${appPaths.portal(slug)}">${name}</a></b>`;
}

/** Each run under the month that it has in its own zone. */
function byMonth(portal: Portal, runs: readonly PortalRun[]): Markup[] {
  const months: { head: string; rows: Markup[] }[] = [];
  for (const run of runs) {
    const head = run.starts_at ? monthHead(run.starts_at, run.time_zone) : service('public.portal.undated');
    const last = months.at(-1);
    if (last?.head === head) last.rows.push(row(portal, run));
    else months.push({ head, rows: [row(portal, run)] });
  }
  return months.map(
    ({ head, rows }) => markup`<h3>${head}</h3>
      <ul class="sail">${rows}</ul>`,
  );
}

function row({ slug }: Portal, run: PortalRun): Markup {
  const path = appPaths.portalRun(slug, run.id);
  const date = run.starts_at && dayParts(run.starts_at, run.time_zone);
  const window = windowOf(run);
  const about = [run.provider_name, run.status === 'in_progress' && service('public.portal.in_progress')];
  return markup`<li>
    <p class="d">${date && markup`<span>${date.weekday}</span><b>${date.day}</b>`}</p>
    <p class="b"><a class="strong" href="${path}">${run.name}</a>${
      (window || run.zone_name) &&
      markup`<span class="w">${window && markup`<span class="nowrap">${window}</span>`}${zoneWithoutScripts(run)}${
        run.zone_name && markup`<span class="quiet">${run.zone_name}</span>`
      }</span>`
    }<span class="sub">${about.filter(Boolean).join(' · ')}</span></p>
    <a class="btn scripted" href="${path}">${service('public.ask')}<span class="sr-only">${service('public.ask.of', { run: run.name })}</span></a>
  </li>`;
}

function article(portal: Portal, run: PortalRun): Markup {
  const { day, window } = scheduleOf(run);
  return markup`<article>
    ${backLink(appPaths.portal(portal.slug), service('public.portal.run.all'))}
    <h1>${run.name}</h1>
    <dl class="facts">
      <div>
        <dt>${service('public.portal.run.when')}</dt>
        <dd><span class="big">${day}</span>${window && markup`<br /><span class="big">${window}</span>`}${zoneWithoutScripts(run)}</dd>
      </div>
      ${run.zone_name && fact(service('public.portal.run.where'), run.zone_name)}
      ${fact(service('public.portal.run.by'), run.provider_name)}
      ${
        run.status !== 'scheduled' &&
        fact(
          service('label.run.status'),
          markup`<span class="mark ${run.status}">${service(`label.run.status.${run.status}`)}</span>`,
        )
      }
    </dl>
  </article>`;
}

function fact(what: string, says: MarkupPart): Markup {
  return markup`<div><dt>${what}</dt><dd>${says}</dd></div>`;
}

function backLink(path: string, word: string): Markup {
  return markup`<a class="back" href="${path}"><svg class="i s" focusable="false" aria-hidden="true"><use href="#i-back"></use></svg>${word}</a>`;
}

/** Where the web app waits for a run to be chosen. */
function askWithoutRun(): Markup {
  return askSection(markup`<p class="choose quiet scripted">${service('public.ask.choose')}</p>`);
}

/** Where the web app has its form. */
function askFor(run: PortalRun): Markup {
  const { day, window } = scheduleOf(run);
  return askSection(markup`
    <p class="for">${run.name}<br /><span>${window ? service('public.ask.when', { day, window }) : day}</span></p>
    <div class="formline to-come scripted" aria-hidden="true">
      <span class="field"></span>
      <span class="field"></span>
      <div class="two"><span class="field"></span><span class="field"></span></div>
      <span class="field tall"></span>
      <span class="sk"></span>
    </div>
    <p class="small quiet fine scripted">${service('public.ask.fine', { name: run.provider_name })}</p>
  `);
}

function askSection(content: Markup): Markup {
  return markup`<div class="ask">
    <section aria-labelledby="ask-heading">
      <h2 id="ask-heading">${service('public.ask.title')}</h2>
      ${content}
      <noscript><p class="choose">${service('public.ask.scripts')}</p></noscript>
    </section>
  </div>`;
}

function colophon(): Markup {
  return markup`<footer class="foot"><p class="colophon"><svg width="30" height="16" viewBox="0 0 30 16" focusable="false" aria-hidden="true">
    <path d="M3 8h20" stroke="currentColor" stroke-width="2" />
    <circle cx="4" cy="8" r="3.5" fill="currentColor" />
    <circle cx="14" cy="8" r="3.5" fill="currentColor" />
    <circle cx="25" cy="8" r="3.5" fill="none" stroke="#ffc24b" stroke-width="2.5" />
  </svg>${service('shell.brand')}</p></footer>`;
}

/** The server knows no reader's zone: the web app names the run's where it is another, and without it it is always named. */
function zoneWithoutScripts({ starts_at, time_zone }: PortalRun): MarkupPart {
  return (
    starts_at !== null && markup`<noscript><span class="small quiet nowrap"> ${zoneName(time_zone)}</span></noscript>`
  );
}

function scheduleOf(run: PortalRun) {
  return scheduleWords(run, run.time_zone);
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
