import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import { BoardResponse } from './board.dto.js';
import { BoardService } from './board.service.js';

@Controller('api/v1/orgs/:org/board')
export class BoardController {
  constructor(private readonly board: BoardService) {}

  @Get()
  @Requires('deployments.read')
  @ApiOkResponse({ type: BoardResponse })
  getBoard(@OrgId() orgId: string): Promise<BoardResponse> {
    return this.board.get(orgId);
  }
}
