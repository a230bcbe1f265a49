import { document } from '../../../services/observability/test/contract.js';
import { furnishObservability } from '../../../services/observability/test/furnished-observability.js';
import { describeLeaks } from './s1-service.ts';

describeLeaks('observability', { document, furnish: furnishObservability });
