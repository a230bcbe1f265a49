import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { summaryResponse } from '../deployments/deployment.response.js';
import { environmentResponse } from '../environments/environments.response.js';
import type { BoardCellResponse, BoardResponse } from './board.dto.js';
import { type BoardData, boardData } from './board.queries.js';
import { promotableVersions } from './promotable.js';

/** What runs where: services down, environments across in the order of the way to production. */
@Injectable()
export class BoardService {
  constructor(private readonly orgTx: OrgTx) {}

  async get(orgId: string): Promise<BoardResponse> {
    const data = await this.orgTx.run(orgId, boardData);
    return {
      environments: data.environments.map(environmentResponse),
      rows: data.services.map(({ id, name }) => ({ serviceId: id, serviceName: name, cells: cellsOf(data, id) })),
    };
  }
}

function cellsOf(data: BoardData, serviceId: string): BoardCellResponse[] {
  const cells = data.environments.map(({ id }) => cellOf(data, { service_id: serviceId, environment_id: id }));
  const promotable = promotableVersions(cells);
  return cells.map(({ live, inProgress, heldReason, environmentId }, index) => ({
    environmentId,
    live: live ? summaryResponse(live.row) : null,
    inProgress: inProgress ? summaryResponse(inProgress) : null,
    healthy: live ? (data.health.get(live.row.id) ?? null) : null,
    promotableVersion: promotable[index] ?? null,
    held: heldReason !== null,
    heldReason,
  }));
}

interface Place {
  service_id: string;
  environment_id: string;
}

function cellOf(data: BoardData, place: Place) {
  const isHere = (one: Place): boolean =>
    one.service_id === place.service_id && one.environment_id === place.environment_id;
  const here = data.deployments.filter(isHere);
  const row = here.find(({ status }) => status === 'live');
  const heldReason = data.holds.find(isHere)?.reason ?? null;
  return {
    environmentId: place.environment_id,
    live: row ? { row, releaseId: row.release_id, version: row.version } : null,
    inProgress: here.find(({ status }) => status !== 'live'),
    heldReason,
    isHeld: heldReason !== null,
    rolledBack: new Set(data.rolledBack.filter(isHere).map((one) => one.release_id)),
  };
}
