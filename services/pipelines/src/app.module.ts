import { Module } from '@nestjs/common';
import { WorkLoops } from '@throughline/platform';
import { ApprovalGroupsModule } from './approval-groups/approval-groups.module.js';
import { ApprovalsModule } from './approvals/approvals.module.js';
import { ArtifactsModule } from './artifacts/artifacts.module.js';
import { ChangeRequestsModule } from './change-requests/change-requests.module.js';
import { ChildRunsModule } from './child-runs/child-runs.module.js';
import { ComparisonsModule } from './comparisons/comparisons.module.js';
import { PipelineSecretsModule } from './pipeline-secrets/pipeline-secrets.module.js';
import { PipelinesModule } from './definitions/pipelines.module.js';
import { EditingModule } from './editing/editing.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { ExecutionsModule } from './executions/executions.module.js';
import { LiveModule } from './live/live.module.js';
import { LOOPS } from './loops.js';
import { NodeLogsModule } from './node-logs/node-logs.module.js';
import { ReplaysModule } from './replays/replays.module.js';
import { RepositoriesModule } from './repositories/repositories.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { RunnersModule } from './runners/runners.module.js';
import { TemplatesModule } from './templates/templates.module.js';
import { TriggersModule } from './triggers/triggers.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({
  imports: [
    ApprovalGroupsModule,
    ApprovalsModule,
    ArtifactsModule,
    ChangeRequestsModule,
    ChildRunsModule,
    ComparisonsModule,
    EvidenceModule,
    ExecutionsModule,
    LiveModule,
    NodeLogsModule,
    PipelineSecretsModule,
    PipelinesModule,
    ReplaysModule,
    RepositoriesModule,
    RetentionModule,
    RunnersModule,
    TemplatesModule,
    TriggersModule,
    WebhooksModule,
    EditingModule,
  ],
  providers: WorkLoops.of(LOOPS),
})
export class AppModule {}
