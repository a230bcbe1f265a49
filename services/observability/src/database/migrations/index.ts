import { CreateReadModels1790000000001 } from './1790000000001-create-read-models.js';
import { CreateLogs1790000000002 } from './1790000000002-create-logs.js';
import { CreateLedger1790000000003 } from './1790000000003-create-ledger.js';
import { CreateAlerts1790000000004 } from './1790000000004-create-alerts.js';

export const MIGRATIONS = [
  CreateReadModels1790000000001,
  CreateLogs1790000000002,
  CreateLedger1790000000003,
  CreateAlerts1790000000004,
];
