import { ComponentHarness } from '@angular/cdk/testing';

/** Reads and fills `sr-credentials`, or a form like it, as a person does: by labels. */
export class CredentialsHarness extends ComponentHarness {
  static readonly hostSelector: string = 'sr-credentials';

  private readonly labels = this.locatorForAll('label');
  private readonly submit = this.locatorFor('button.action');
  private readonly reveal = this.locatorFor('.within button');

  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      const input = await this.input(label);
      await input.clear();
      await input.sendKeys(value);
    }
  }

  async value(label: string): Promise<string> {
    return (await this.input(label)).getProperty<string>('value');
  }

  async attribute(label: string, name: string): Promise<string | null> {
    return (await this.input(label)).getAttribute(name);
  }

  async isFocused(label: string): Promise<boolean> {
    return (await this.input(label)).isFocused();
  }

  /** What assistive technology reads after the field's name. */
  async description(label: string): Promise<string> {
    const ids = ((await this.attribute(label, 'aria-describedby')) ?? '').split(' ').filter(Boolean);
    const texts = await Promise.all(ids.map(async (id) => (await this.locatorFor(`[id="${id}"]`)()).text()));
    return texts.join(' ');
  }

  async buttonText(): Promise<string> {
    return (await this.submit()).text();
  }

  async press(): Promise<void> {
    await (await this.submit()).click();
  }

  async isBusy(): Promise<boolean> {
    return (await (await this.submit()).getAttribute('aria-busy')) === 'true';
  }

  async toggleReveal(): Promise<void> {
    await (await this.reveal()).click();
  }

  async revealName(): Promise<string | null> {
    return (await this.reveal()).getAttribute('aria-label');
  }

  async failure(): Promise<string> {
    return (await this.locatorFor('[role=alert]')()).text();
  }

  private async input(label: string) {
    for (const each of await this.labels()) {
      if ((await each.text()) !== label) continue;
      return this.locatorFor(`[id="${await each.getAttribute('for')}"]`)();
    }
    throw new Error(`There is no field "${label}".`);
  }
}
