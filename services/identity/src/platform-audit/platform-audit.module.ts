import { Module } from '@nestjs/common';
import { PlatformAudit } from './platform-audit.js';
import { PlatformAuditController } from './platform-audit.controller.js';
import { PlatformAuditQueries } from './platform-audit.queries.js';

@Module({
  controllers: [PlatformAuditController],
  providers: [PlatformAudit, PlatformAuditQueries],
  exports: [PlatformAudit],
})
export class PlatformAuditModule {}
