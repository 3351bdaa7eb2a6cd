import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { auditTime, filter } from 'rxjs';
import { LiveNews, type News } from './live-news';

/** Milliseconds: what comes close together is one act. */
const together = 250;

/** Acts upon news for as long as whoever is being constructed lives. */
export function onNews(wanted: (news: News) => boolean, act: () => void): void {
  inject(LiveNews).news.pipe(filter(wanted), auditTime(together), takeUntilDestroyed()).subscribe(act);
}
