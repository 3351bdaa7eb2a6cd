import { type Publication } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { stamp } from '@service-runs/ui';
import { isLive } from '../publications';

export interface PublicationLine {
  portal: string;
  name: string;
  slug: string;
  /** "Published 7 Mar 14:20". */
  since: string;
  live: boolean;
}

/** Those that the public sees now before those that it saw. */
export function publicationLines(publications: readonly Publication[]): PublicationLine[] {
  return publications
    .map((publication) => ({
      portal: publication.portal_id,
      name: publication.portal_name,
      slug: publication.portal_slug,
      since: sinceOf(publication),
      live: isLive(publication),
    }))
    .sort((one, other) => Number(other.live) - Number(one.live));
}

function sinceOf({ published_at, unpublished_at }: Publication): string {
  if (unpublished_at) return service('provider.publications.unpublished', { when: stamp(unpublished_at) });
  if (published_at) return service('provider.publications.published', { when: stamp(published_at) });
  return service('provider.publications.home');
}
