import { Module } from '@nestjs/common';
import { NodeLogFollower } from './node-log-follower.js';
import { NodeLogRepository } from './node-log.repository.js';
import { NodeLogsController } from './node-logs.controller.js';
import { NodeLogsReader } from './node-logs.reader.js';

@Module({
  controllers: [NodeLogsController],
  providers: [NodeLogFollower, NodeLogRepository, NodeLogsReader],
  exports: [NodeLogRepository],
})
export class NodeLogsModule {}
