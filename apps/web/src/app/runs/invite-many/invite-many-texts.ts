import { addTexts } from '@service-runs/copy';
import { inviteManyTexts } from '@service-runs/copy/invite-many';

// The page's first import: what it says is there before it is.
addTexts(inviteManyTexts);
