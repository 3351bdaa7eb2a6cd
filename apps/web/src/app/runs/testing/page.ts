import { type ComponentFixture } from '@angular/core/testing';

/** What a person reads there, in one line. */
export function words(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Lets calls, navigation and drawing come to rest. */
export async function settle(fixture: ComponentFixture<unknown>): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  }
}

/** The same while something is still to be decided, such as a question: then nothing comes to rest. */
export async function pause(): Promise<void> {
  for (let round = 0; round < 5; round++) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The button that is called so, on the page or in a dialog over it. */
export function button(name: string | RegExp): HTMLButtonElement {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
  // The dialog that was opened last lies on top.
  const found = buttons.reverse().find((each) => {
    const called = each.getAttribute('aria-label') ?? words(each);
    return typeof name === 'string' ? called === name : name.test(called);
  });
  if (!found) throw new Error(`No button ${name}: ${buttons.map(words).join(', ')}`);
  return found;
}

export function isThere(name: string): boolean {
  return [...document.querySelectorAll('button, a')].some(
    (each) => (each.getAttribute('aria-label') ?? words(each)) === name,
  );
}

/** The field that carries this label. */
export function field<Field extends HTMLElement = HTMLInputElement>(label: string): Field {
  const found = [...document.querySelectorAll('label')].find((each) => words(each) === label);
  const control = found && document.getElementById(found.htmlFor);
  if (!control) throw new Error(`No field "${label}"`);
  return control as Field;
}

export function enter(label: string, value: string): void {
  const control = field<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(label);
  control.value = value;
  control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
}

/** What is said of a field, by the ids that it points to. */
export function saidOf(label: string): string {
  const ids = field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => words(document.getElementById(id))).join(' ');
}
