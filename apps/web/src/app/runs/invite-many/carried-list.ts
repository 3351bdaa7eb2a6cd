import { Service } from '@angular/core';

/** What was typed in *Notify stakeholders* and is to be gone on with on the page for many; held here and nowhere else. */
@Service()
export class CarriedList {
  private text = '';

  carry(text: string): void {
    this.text = text;
  }

  /** Once. */
  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}
