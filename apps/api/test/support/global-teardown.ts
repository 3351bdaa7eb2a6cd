import { held } from './global-setup';

export default async function tearDown(): Promise<void> {
  await held.testPooler?.stop();
  await held.testCluster?.stop();
}
