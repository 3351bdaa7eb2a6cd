import { globSync } from 'node:fs';
import path from 'node:path';
import { readIfThere, ROOT, sumOf, writeJson } from '../lib/files.ts';
import { keyOf, type Mutant } from './catalogue.ts';

/** In the repository: what came of the last whole run, and where one that was ended goes on. */
const KEPT = path.join(ROOT, 'tools/mutants/outcomes.json');

export interface Outcome {
  readonly kind: Mutant['kind'];
  readonly name: string;
  /** The tests' file that failed, or null where all passed. */
  readonly noticedBy: string | null;
}

/** What came of each, kept in a file as long as the migrations are the same. */
export class Outcomes {
  private readonly migrations = sumOf(globSync('migrations/*.sql', { cwd: ROOT }).sort());
  private readonly outcomes = new Map<string, Outcome>();

  constructor(anew: boolean) {
    const kept = JSON.parse((!anew && readIfThere(KEPT)) || '{}') as { migrations?: string; outcomes?: Outcome[] };
    if (kept.migrations === this.migrations) for (const one of kept.outcomes ?? []) this.outcomes.set(keyOf(one), one);
  }

  of(mutant: Mutant): Outcome | undefined {
    return this.outcomes.get(keyOf(mutant));
  }

  add(outcome: Outcome): void {
    this.outcomes.set(keyOf(outcome), outcome);
    writeJson(KEPT, { migrations: this.migrations, outcomes: [...this.outcomes.values()] });
  }
}
