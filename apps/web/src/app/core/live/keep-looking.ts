import type { DestroyRef } from '@angular/core';
import type { LiveNews } from './live-news';

/** Milliseconds. What is new is told as it comes; this is for when that fails. */
const every = 120_000;

/** Looks at once when there is news that is not of one run alone or the page comes back into view, and now and then while it can be seen. */
export function keepLooking(look: () => void, live: LiveNews, document: Document, destroyRef: DestroyRef): void {
  const whileSeen = () => {
    if (document.visibilityState === 'visible') look();
  };
  const timer = setInterval(whileSeen, every);
  document.addEventListener('visibilitychange', whileSeen);
  const news = live.news.subscribe(({ kind }) => kind !== 'run' && look());
  destroyRef.onDestroy(() => {
    clearInterval(timer);
    news.unsubscribe();
    document.removeEventListener('visibilitychange', whileSeen);
  });
}
