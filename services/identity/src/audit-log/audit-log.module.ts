import { Module } from '@nestjs/common';
import { AuditExport } from './audit-export.js';
import { AuditLogController } from './audit-log.controller.js';
import { AuditLogEvents } from './audit-log.events.js';
import { AuditLogQueries } from './audit-log.queries.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditStatsQueries } from './audit-stats.queries.js';

@Module({
  controllers: [AuditLogController],
  providers: [AuditLogEvents, AuditLogQueries, AuditLogRepository, AuditStatsQueries, AuditExport],
})
export class AuditLogModule {}
