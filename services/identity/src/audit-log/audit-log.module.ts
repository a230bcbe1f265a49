import { Module } from '@nestjs/common';
import { AuditLogController } from './audit-log.controller.js';
import { AuditLogEvents } from './audit-log.events.js';
import { AuditLogQueries } from './audit-log.queries.js';
import { AuditLogRepository } from './audit-log.repository.js';

@Module({ controllers: [AuditLogController], providers: [AuditLogEvents, AuditLogQueries, AuditLogRepository] })
export class AuditLogModule {}
