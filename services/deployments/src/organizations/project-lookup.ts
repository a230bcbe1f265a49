import { Injectable } from '@nestjs/common';
import { OrgTx, type Tx } from '@throughline/platform';
import { notFound } from './not-found.js';

/** A project that was made a moment ago is on its way to us as an event; longer than this it does not exist. */
const ARRIVAL_MS = 2_000;
const PAUSE_MS = 50;

/** Projects as identity announced them. */
@Injectable()
export class ProjectLookup {
  constructor(private readonly orgTx: OrgTx) {}

  /** Resolves when the project is known here; waits up to 2 s for its event, then refuses like for a missing one. */
  async awaitProject(orgId: string, projectId: string): Promise<void> {
    const deadline = performance.now() + ARRIVAL_MS;
    while (!(await this.orgTx.run(orgId, (tx) => isOpen(tx, projectId)))) {
      if (performance.now() > deadline) throw notFound();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

async function isOpen(tx: Tx, projectId: string): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM project WHERE id = $1 AND NOT archived', [projectId]);
  return rows.length > 0;
}
