import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { type AccessReceipt, type Id } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, ErrorState, FormFailure, Icon, LoadingLines, Notices, stamp } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { joined } from '../../core/invitation/invitation-words';
import { downloadCsv, fileName } from '../csv-download';
import { roleWords } from '../people';
import { type RunStore } from '../run-store';
import { RunsApi } from '../runs-api';
import { accessWords, eventWords, nameWords } from './receipt-words';

/** Who had access to the run: to read here, of everybody or of one person, and to keep as a file. */
@Component({
  selector: 'sr-receipt-dialog',
  imports: [BusyButton, DialogFrame, ErrorState, FormFailure, Icon, LoadingLines],
  templateUrl: './receipt-dialog.html',
  styleUrl: './receipt-dialog.css',
})
export class ReceiptDialog {
  protected readonly store = inject<RunStore>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);
  private readonly api = inject(RunsApi);
  private readonly notices = inject(Notices);
  private readonly document = inject(DOCUMENT);

  protected readonly words = {
    title: service('provider.receipt.title'),
    what: service('provider.receipt.what'),
    person: service('provider.receipt.person'),
    everybody: service('provider.receipt.everybody'),
    loading: service('provider.receipt.loading'),
    failed: service('provider.receipt.failed'),
    empty: service('provider.receipt.empty'),
    download: service('provider.receipt.download'),
    downloading: service('provider.receipt.download.busy'),
    close: service('common.close'),
  };

  protected readonly individual = signal<Id | null>(null);
  private readonly receipt = signal<AccessReceipt | null>(null);
  /** Everybody there is to choose from, from the first answer. */
  protected readonly everybody = signal<{ id: Id; name: string }[]>([]);
  protected readonly error = signal<unknown>(null);
  protected readonly busy = signal(false);
  protected readonly refused = signal<unknown>(null);
  private turn = 0;

  protected readonly people = computed(
    () =>
      this.receipt()?.people.map((person) => ({
        id: person.individual.id,
        name: nameWords(person),
        about: joined(person.individual.email_masked, roleWords(person.stakeholder_role)),
        access: accessWords(person),
        events: person.events.map((event, index) => ({
          index,
          at: event.at,
          when: stamp(event.at),
          says: eventWords(event, nameWords(person)),
        })),
      })) ?? null,
  );

  constructor() {
    void this.load();
  }

  protected choose(id: string): void {
    this.individual.set(id || null);
    void this.load();
  }

  protected async load(): Promise<void> {
    const run = this.store.run();
    if (!run) return;
    const turn = ++this.turn;
    this.receipt.set(null);
    this.error.set(null);
    try {
      const receipt = await this.api.receipt(run.id, this.individual());
      if (turn !== this.turn) return;
      this.receipt.set(receipt);
      if (this.individual() === null)
        this.everybody.set(receipt.people.map((person) => ({ id: person.individual.id, name: nameWords(person) })));
    } catch (error) {
      if (turn === this.turn) this.error.set(error);
    }
  }

  protected async download(): Promise<void> {
    const run = this.store.run();
    if (!run || this.busy()) return;
    this.busy.set(true);
    this.refused.set(null);
    try {
      const csv = await this.api.receiptCsv(run.id, this.individual());
      downloadCsv(this.document, csv, service('provider.receipt.file', { run: fileName(run.name) }));
      this.notices.tell(service('provider.receipt.downloaded'));
    } catch (error) {
      this.refused.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}
