import { appPaths, type Id } from '@service-runs/contracts';

/** Paths of pages that only this part of the web app leads to. */
export const runsPaths = {
  new: `${appPaths.providerRuns}/new`,
  preview: (runId: Id) => `${appPaths.providerRun(runId)}/preview`,
  inviteMany: (runId: Id) => `${appPaths.providerRun(runId)}/invite-many`,
  edit: (runId: Id) => `${appPaths.providerRun(runId)}/edit`,
} as const;
