import { DOCUMENT, inject, Service } from '@angular/core';
import { type HeldToken } from './tokens';

/** What the tabs of one browser tell each other. Nothing of it is kept anywhere. */
export type SessionMessage =
  { kind: 'renewed'; token: HeldToken } | { kind: 'signed_in'; individualId: string } | { kind: 'ended' };

const hintKey = 'service-runs.session';

/** The tabs' common ground: one channel, one lock, and a hint that a refresh at load is worth trying. */
@Service()
export class SessionChannel {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('service-runs.session');

  tell(message: SessionMessage): void {
    this.channel?.postMessage(message);
  }

  listen(heard: (message: SessionMessage) => void): void {
    this.channel?.addEventListener('message', (event: MessageEvent<SessionMessage>) => heard(event.data));
  }

  /** One tab at a time. Browsers give locks on safe origins only; elsewhere a tab stands alone. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const locks = this.window?.navigator.locks;
    return locks ? locks.request('service-runs.session', work) : work();
  }

  /** Says that this browser signed in before and has not signed out; it holds no secret. */
  get hinted(): boolean {
    return this.storage((storage) => storage.getItem(hintKey)) !== null;
  }

  set hinted(worth: boolean) {
    this.storage((storage) => (worth ? storage.setItem(hintKey, '1') : storage.removeItem(hintKey)));
  }

  private storage<T>(use: (storage: Storage) => T): T | null {
    try {
      return this.window ? use(this.window.localStorage) : null;
    } catch {
      // Storage is switched off: each load tries without a hint, as if signed out.
      return null;
    }
  }
}
