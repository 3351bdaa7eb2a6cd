import { Component, computed, type ElementRef, input, model, signal, viewChild, viewChildren } from '@angular/core';
import { MatChipGrid, MatChipRemove, MatChipRow } from '@angular/material/chips';
import { LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon } from '@service-runs/ui';
import { type Address, keyOf, mergeAddresses, parseAddresses } from './addresses';

let made = 0;

/**
 * Email addresses as chips, pasted or typed. The place to type takes many lines, so that a pasted column keeps its
 * breaks; as soon as an address is whole, it is a chip.
 */
@Component({
  selector: 'sr-address-field',
  imports: [Icon, MatChipGrid, MatChipRemove, MatChipRow],
  templateUrl: './address-field.html',
  styleUrl: './address-field.css',
})
export class AddressField {
  readonly addresses = model.required<readonly Address[]>();
  /** What the API found wrong with an address, by its key. */
  readonly refused = input<ReadonlyMap<string, string>>(new Map());
  /** True once it was handed in: an empty field is then called wrong. */
  readonly required = input(false);

  private readonly entry = viewChild.required<ElementRef<HTMLTextAreaElement>>('entry');
  private readonly chips = viewChildren(MatChipRow);

  protected readonly inputId = `addresses-${++made}`;
  protected readonly merged = signal(0);
  /** What comes next into the field was pasted. */
  protected pasting = false;

  protected readonly words = {
    label: service('provider.notify.invitees.label'),
    help: service('provider.notify.invitees.help'),
    list: service('provider.notify.invitees.list'),
  };
  protected readonly mergedWord = computed(() => service.count('provider.notify.invitees.merged', this.merged()));

  protected readonly says = computed<string[]>(() => {
    const addresses = this.addresses();
    const says: string[] = [];
    if (this.required() && addresses.length === 0) says.push(service('provider.notify.invitees.missing'));
    const bad = addresses.filter(({ good }) => !good).map(({ email }) => email);
    if (bad.length > 0) says.push(service.count('provider.notify.invitees.bad', bad.length, { list: bad.join(', ') }));
    for (const address of addresses) {
      const message = this.refused().get(keyOf(address));
      if (message) says.push(service('provider.notify.invitees.refused', { address: address.email, message }));
    }
    const over = addresses.length - LIMITS.inviteesMax;
    if (over > 0) {
      says.push(service('provider.notify.invitees.many', { count: addresses.length, most: LIMITS.inviteesMax, over }));
    }
    return says;
  });
  /** Nothing stands in the way of inviting them. */
  readonly ready = computed(
    () =>
      this.addresses().length > 0 &&
      this.addresses().length <= LIMITS.inviteesMax &&
      !this.addresses().some((address) => this.isBad(address)),
  );

  focus(): void {
    this.entry().nativeElement.focus();
  }

  /** Makes chips of what stands there. */
  commit(): void {
    const field = this.entry().nativeElement;
    if (field.value.trim()) this.add(parseAddresses(field.value));
    field.value = '';
    this.pasting = false;
  }

  protected isBad(address: Address): boolean {
    return !address.good || this.refused().has(keyOf(address));
  }

  protected describe(address: Address): string {
    return service('provider.notify.invitees.edit', { address: address.email });
  }

  protected removeWord(address: Address): string {
    return service('provider.notify.invitees.remove', { address: address.email });
  }

  protected typed(): void {
    // Keyboards of phones tell no keys: a separator is noticed by what it leaves behind.
    const ended = /[\n,;\t]|>\s*$/.test(this.entry().nativeElement.value.replace(/"[^"]*"?/g, ''));
    if (this.pasting || ended) this.commit();
  }

  protected pressed(event: KeyboardEvent): void {
    const field = this.entry().nativeElement;
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      this.commit();
    }
    if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && field.selectionEnd === 0) {
      const last = this.chips().at(-1);
      if (!last || event.repeat) return;
      event.preventDefault();
      last.focus();
    }
  }

  protected correct(address: Address, text: string): void {
    this.merged.set(0);
    const index = this.addresses().indexOf(address);
    const instead = parseAddresses(text).map((each) => ({ ...each, name: each.name ?? address.name }));
    this.put([...this.addresses().slice(0, index), ...instead, ...this.addresses().slice(index + 1)]);
  }

  protected remove(address: Address): void {
    this.merged.set(0);
    this.addresses.update((addresses) => addresses.filter((each) => each !== address));
    if (this.addresses().length === 0) this.focus();
  }

  private add(more: readonly Address[]): void {
    this.put([...this.addresses(), ...more]);
  }

  private put(all: readonly Address[]): void {
    const { addresses, merged } = mergeAddresses([], all);
    this.merged.set(merged);
    this.addresses.set(addresses);
  }
}
