import { type Publication, type PublishingState } from '@service-runs/contracts';

/** Published there now, whether or not the run's status lets the portal show it. */
export function isLive({ source, published_at, unpublished_at }: Publication): boolean {
  return source === 'published' && published_at !== null && unpublished_at === null;
}

/** The state of a run with these publications. */
export function publishingState(publications: readonly Publication[]): PublishingState {
  if (publications.some(isLive)) return 'published';
  return publications.some(({ source }) => source === 'published') ? 'unpublished' : null;
}
