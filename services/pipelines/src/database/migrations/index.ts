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
import { TakeUpJobs1795200000080 } from './1795200000080-take-up-jobs.js';
import { LabelJobs1795200000081 } from './1795200000081-label-jobs.js';
import { PauseRunners1795200000082 } from './1795200000082-pause-runners.js';

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
  TakeUpJobs1795200000080,
  LabelJobs1795200000081,
  PauseRunners1795200000082,
];
