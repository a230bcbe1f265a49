import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { type openSse, OrgId, Requires } from '@throughline/platform';
import { NodeLogFollower } from './node-log-follower.js';
import {
  FollowNodeLogQuery,
  NodeLogLineResponse,
  NodeLogPath,
  NodeLogQuery,
  NodeLogResponse,
} from './node-logs.dto.js';
import { NodeLogsReader } from './node-logs.reader.js';

type Reply = Parameters<typeof openSse>[0];

@Controller('api/v1/orgs/:org/executions/:executionId/nodes/:nodeKey/log')
export class NodeLogsController {
  constructor(
    private readonly reader: NodeLogsReader,
    private readonly follower: NodeLogFollower,
  ) {}

  @Get()
  @Requires('executions.read')
  @ApiOkResponse({ type: NodeLogResponse })
  getNodeLog(
    @OrgId() orgId: string,
    @Param() path: NodeLogPath,
    @Query() query: NodeLogQuery,
  ): Promise<NodeLogResponse> {
    return this.reader.page({ ...path, orgId }, query);
  }

  @Get('stream')
  @Requires('executions.read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: NodeLogLineResponse })
  streamNodeLog(
    @OrgId() orgId: string,
    @Param() path: NodeLogPath,
    @Query() query: FollowNodeLogQuery,
    @Res() reply: Reply,
  ): Promise<void> {
    return this.follower.follow({ ...path, orgId }, query.fromLine ?? 1, reply);
  }
}
