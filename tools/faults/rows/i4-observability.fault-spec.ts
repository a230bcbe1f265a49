import { document } from '../../../services/observability/test/contract.js';
import { furnishObservability } from '../../../services/observability/test/furnished-observability.js';
import { describeInjections } from './i4-service.ts';

describeInjections('observability', { document, furnish: furnishObservability });
