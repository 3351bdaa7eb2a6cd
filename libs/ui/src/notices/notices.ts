import { Service, signal } from '@angular/core';

const shownFor = 8000;

/** What is told at the foot of the page, one thing at a time: "Copied 4 links". */
@Service()
export class Notices {
  private readonly current = signal<string | null>(null);
  readonly text = this.current.asReadonly();
  private timer: ReturnType<typeof setTimeout> | undefined;

  tell(text: string): void {
    this.current.set(text);
    this.resume();
  }

  dismiss(): void {
    clearTimeout(this.timer);
    this.current.set(null);
  }

  /** While it is being read or pointed at, it stays. */
  hold(): void {
    clearTimeout(this.timer);
  }

  resume(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.current.set(null), shownFor);
  }
}
