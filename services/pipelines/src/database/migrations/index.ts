import { CreateReadModels1763600000000 } from './1763600000000-create-read-models.js';
import { CreateRepositories1763600100000 } from './1763600100000-create-repositories.js';
import { CreateExecutions1763600200000 } from './1763600200000-create-executions.js';
import { CreateJobs1763600300000 } from './1763600300000-create-jobs.js';
import { KeyByOrganization1763600400000 } from './1763600400000-key-by-organization.js';
import { CreateStackWork1795200000033 } from './1795200000033-create-stack-work.js';
import { NumberRevisions1795200000034 } from './1795200000034-number-revisions.js';
import { CreateDrives1795200000035 } from './1795200000035-create-drives.js';
import { LinkReplays1795200000036 } from './1795200000036-link-replays.js';
import { SlimStateEvents1795200000037 } from './1795200000037-slim-state-events.js';
import { ExpireApprovals1795200000038 } from './1795200000038-expire-approvals.js';
import { TryAgain1795200000039 } from './1795200000039-try-again.js';
import { TakeInputs1795200000040 } from './1795200000040-take-inputs.js';
import { TakeTurns1795200000041 } from './1795200000041-take-turns.js';
import { CreateSchedules1795200000050 } from './1795200000050-create-schedules.js';
import { WidenRules1795200000051 } from './1795200000051-widen-rules.js';
import { CreateFollowUps1795200000052 } from './1795200000052-create-follow-ups.js';
import { CreateHookTriggers1795200000053 } from './1795200000053-create-hook-triggers.js';
import { WidenApprovals1795200000070 } from './1795200000070-widen-approvals.js';
import { CreateApprovalGroups1795200000071 } from './1795200000071-create-approval-groups.js';
import { CreateApprovalActivity1795200000072 } from './1795200000072-create-approval-activity.js';
import { CreateChangeRequests1795200000073 } from './1795200000073-create-change-requests.js';
import { CreateBlobs1795200000060 } from './1795200000060-create-blobs.js';
import { CreateEvidence1795200000061 } from './1795200000061-create-evidence.js';
import { CreateImages1795200000062 } from './1795200000062-create-images.js';
import { TakeUpJobs1795200000080 } from './1795200000080-take-up-jobs.js';
import { LabelJobs1795200000081 } from './1795200000081-label-jobs.js';
import { PauseRunners1795200000082 } from './1795200000082-pause-runners.js';
import { KeepCheckpoints1795200000090 } from './1795200000090-keep-checkpoints.js';
import { NoteConfigChanges1795200000091 } from './1795200000091-note-config-changes.js';
import { CreateSecretsAndTemplates1795200000094 } from './1795200000094-create-secrets-and-templates.js';
import { TypePipelines1795200000093 } from './1795200000093-type-pipelines.js';
import { AskAboutFailures1795200000097 } from './1795200000097-ask-about-failures.js';
import { StartChildren1795200000098 } from './1795200000098-start-children.js';
import { PreferJobs1795200000099 } from './1795200000099-prefer-jobs.js';
import { GiveInputs1795200000100 } from './1795200000100-give-inputs.js';
import { LimitRetention1795200000101 } from './1795200000101-limit-retention.js';
import { ShareValues1795200000110 } from './1795200000110-share-values.js';
import { KeepDrafts1795200000120 } from './1795200000120-keep-drafts.js';
import { KeepFiles1795200000130 } from './1795200000130-keep-files.js';
import { NameAcquires1795200000131 } from './1795200000131-name-acquires.js';
import { UnbindStateEvents1795200000140 } from './1795200000140-unbind-state-events.js';
import { ChangeTriggers1795200000150 } from './1795200000150-change-triggers.js';
import { DropDoubledList1795200000160 } from './1795200000160-drop-doubled-list.js';

export const migrations = [
  CreateReadModels1763600000000,
  CreateRepositories1763600100000,
  CreateExecutions1763600200000,
  CreateJobs1763600300000,
  KeyByOrganization1763600400000,
  CreateStackWork1795200000033,
  NumberRevisions1795200000034,
  CreateDrives1795200000035,
  LinkReplays1795200000036,
  SlimStateEvents1795200000037,
  ExpireApprovals1795200000038,
  TryAgain1795200000039,
  TakeInputs1795200000040,
  TakeTurns1795200000041,
  CreateSchedules1795200000050,
  WidenRules1795200000051,
  CreateFollowUps1795200000052,
  CreateHookTriggers1795200000053,
  WidenApprovals1795200000070,
  CreateApprovalGroups1795200000071,
  CreateApprovalActivity1795200000072,
  CreateChangeRequests1795200000073,
  CreateBlobs1795200000060,
  CreateEvidence1795200000061,
  CreateImages1795200000062,
  TakeUpJobs1795200000080,
  LabelJobs1795200000081,
  PauseRunners1795200000082,
  KeepCheckpoints1795200000090,
  NoteConfigChanges1795200000091,
  TypePipelines1795200000093,
  CreateSecretsAndTemplates1795200000094,
  AskAboutFailures1795200000097,
  StartChildren1795200000098,
  PreferJobs1795200000099,
  GiveInputs1795200000100,
  LimitRetention1795200000101,
  ShareValues1795200000110,
  KeepDrafts1795200000120,
  KeepFiles1795200000130,
  NameAcquires1795200000131,
  UnbindStateEvents1795200000140,
  ChangeTriggers1795200000150,
  DropDoubledList1795200000160,
];
