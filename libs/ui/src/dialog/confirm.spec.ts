import { TestBed } from '@angular/core/testing';
import { ApplicationRef } from '@angular/core';
import { Confirm, type ConfirmQuestion } from './confirm';

const dialog = () => document.querySelector<HTMLElement>('[role=alertdialog]');
const button = (name: string) =>
  [...(dialog()?.querySelectorAll('button') ?? [])].find((each) => each.textContent?.trim() === name);

const rest = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await TestBed.inject(ApplicationRef).whenStable();
};

describe('Confirm', () => {
  async function ask(more: Partial<ConfirmQuestion> = {}) {
    const perform = jest.fn<Promise<unknown>, [string | null]>().mockResolvedValue(undefined);
    const answer = TestBed.inject(Confirm).ask({
      heading: 'Revoke June Frank’s access?',
      consequence: 'June loses “Septic pump-out” at once.',
      act: 'Revoke',
      actBusy: 'Revoking',
      keep: 'Keep access',
      perform,
      ...more,
    });
    await rest();
    return { answer, perform };
  }

  it('names the person and the consequence, and gives the safe choice the focus', async () => {
    const { answer } = await ask();
    const headingId = dialog()?.getAttribute('aria-labelledby') ?? '';
    expect(document.getElementById(headingId)?.textContent).toBe('Revoke June Frank’s access?');
    expect(dialog()?.textContent).toContain('June loses “Septic pump-out” at once.');
    expect(document.activeElement).toBe(button('Keep access'));
    button('Keep access')?.click();
    expect(await answer).toBe(false);
  });

  it('does nothing when it is left', async () => {
    const { answer, perform } = await ask();
    dialog()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }));
    expect(await answer).toBe(false);
    expect(perform).not.toHaveBeenCalled();
  });

  it('does it, with the reason that was given', async () => {
    const { answer, perform } = await ask({ reason: { help: 'Kept with the row.', maxLength: 500 } });
    const input = dialog()?.querySelector('input') as HTMLInputElement;
    expect(dialog()?.querySelector('label')?.textContent).toBe('Reason (optional)');
    input.value = '  Sold the cabin ';
    input.dispatchEvent(new Event('input'));
    button('Revoke')?.click();
    expect(await answer).toBe(true);
    expect(perform).toHaveBeenCalledWith('Sold the cabin');
    await rest();
    expect(dialog()).toBeNull();
  });

  it('gives no reason where none was typed', async () => {
    const { answer, perform } = await ask({ reason: { maxLength: 500 } });
    button('Revoke')?.click();
    await answer;
    expect(perform).toHaveBeenCalledWith(null);
  });

  it('stays, says why and keeps what was typed when it fails', async () => {
    const { answer, perform } = await ask({ reason: { maxLength: 500 } });
    perform.mockRejectedValueOnce(new Error('the line went'));
    const input = dialog()?.querySelector('input') as HTMLInputElement;
    input.value = 'Sold the cabin';
    input.dispatchEvent(new Event('input'));
    button('Revoke')?.click();
    await rest();
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain('Something unexpected happened.');
    expect(input.value).toBe('Sold the cabin');
    button('Revoke')?.click();
    expect(await answer).toBe(true);
    expect(perform).toHaveBeenCalledTimes(2);
  });

  it('cannot be left or pressed twice while it is being done', async () => {
    let done: (value?: unknown) => void = () => undefined;
    const { answer, perform } = await ask();
    perform.mockReturnValue(new Promise((resolve) => (done = resolve)));
    button('Revoke')?.click();
    await rest();
    button('Revoking')?.click();
    button('Keep access')?.click();
    dialog()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }));
    await rest();
    expect(dialog()).not.toBeNull();
    expect(perform).toHaveBeenCalledTimes(1);
    done();
    expect(await answer).toBe(true);
  });
});
