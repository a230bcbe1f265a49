import { Module } from '@nestjs/common';
import { AlertRulesRepository } from './alert-rules.repository.js';
import { ErrorCountsQueries } from './error-counts.queries.js';
import { FiringsRepository } from './firings.repository.js';

/** Rules, firings and error counts as rows: what alerting and incidents both build on. */
@Module({
  providers: [AlertRulesRepository, FiringsRepository, ErrorCountsQueries],
  exports: [AlertRulesRepository, FiringsRepository, ErrorCountsQueries],
})
export class AlertStoreModule {}
