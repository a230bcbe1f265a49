import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { setTimeout as pause } from 'node:timers/promises';
import { DirectoryQueries } from '../directory/directory.queries.js';

const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 50;

/**
 * Whether a project exists, for requests that name one. A project that was made a moment ago may not have been heard
 * of here yet, so a missing one is looked for again for up to 2 s, foreign or not.
 */
@Injectable()
export class KnownProjects {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly directory: DirectoryQueries,
  ) {}

  async knows(orgId: string, projectId: string): Promise<boolean> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      if (await this.orgTx.run(orgId, (tx) => this.directory.hasProject(tx, projectId))) return true;
      if (performance.now() > deadline) return false;
      await pause(LOOK_EVERY_MS);
    }
  }
}
