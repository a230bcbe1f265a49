import { Module } from '@nestjs/common';
import { AccountEvents } from './account-events.js';
import { SecurityLogController } from './security-log.controller.js';
import { SecurityLogQueries } from './security-log.queries.js';

@Module({
  controllers: [SecurityLogController],
  providers: [AccountEvents, SecurityLogQueries],
  exports: [AccountEvents],
})
export class SecurityLogModule {}
