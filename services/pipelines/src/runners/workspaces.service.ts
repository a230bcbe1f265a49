import { Injectable } from '@nestjs/common';
import { OrgTx, SystemTx } from '@throughline/platform';
import { executionMachine } from '../engine/execution.machine.js';
import type { KnownRunner } from './runner-registry.js';

interface Placed {
  executionId: string;
  orgId: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ENDS = executionMachine.states.filter((status) => executionMachine.isTerminal(status));

/** Which workspaces of a runner nobody needs any more. */
@Injectable()
export class WorkspacesService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
  ) {}

  /**
   * Of these keys those whose executions have ended, are not this runner's or are gone with their organization. An
   * execution is a runner's from its first job on, before the runner makes its folder.
   */
  async over(runner: KnownRunner, keys: readonly string[]): Promise<{ over: string[] }> {
    const ids = keys.filter((key) => UUID.test(key));
    const placed = await this.systemTx.run((tx) =>
      tx.query<Placed>(
        `SELECT execution_id AS "executionId", org_id AS "orgId" FROM execution_placement
         WHERE runner_id = $1 AND execution_id = ANY($2::uuid[])`,
        [runner.id, ids],
      ),
    );
    const needed = new Set<string>();
    // Executions are read in their organization, one after another: a runner mostly works for few.
    for (const [orgId, own] of Map.groupBy(placed, (place) => place.orgId))
      for (const id of await this.open(orgId, own)) needed.add(id);
    return { over: keys.filter((key) => !needed.has(key)) };
  }

  private async open(orgId: string, placed: readonly Placed[]): Promise<string[]> {
    const rows = await this.orgTx.run(orgId, (tx) =>
      tx.query<{ id: string }>('SELECT id FROM execution WHERE id = ANY($1::uuid[]) AND status <> ALL($2)', [
        placed.map(({ executionId }) => executionId),
        ENDS,
      ]),
    );
    return rows.map(({ id }) => id);
  }
}
