import { signal } from '@angular/core';

/** Something that one call answers: what is there, or what went wrong. Answers to an older question are dropped. */
export class Loaded<Value> {
  private readonly current = signal<Value | null>(null);
  private readonly failed = signal<unknown>(null);
  private turn = 0;

  readonly value = this.current.asReadonly();
  readonly error = this.failed.asReadonly();

  constructor(private readonly fetch: () => Promise<Value>) {}

  /** With nothing shown meanwhile. */
  async load(): Promise<void> {
    this.current.set(null);
    await this.refresh();
  }

  /** What is there stays until the answer is here. */
  async refresh(): Promise<void> {
    const turn = ++this.turn;
    this.failed.set(null);
    try {
      const value = await this.fetch();
      if (turn === this.turn) this.current.set(value);
    } catch (error) {
      if (turn !== this.turn) return;
      this.current.set(null);
      this.failed.set(error);
    }
  }

  set(value: Value): void {
    this.turn++;
    this.current.set(value);
  }
}
