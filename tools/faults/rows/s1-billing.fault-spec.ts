import { document } from '../../../services/billing/test/document.js';
import { furnishBilling } from '../../../services/billing/test/furnished-billing.js';
import { describeLeaks } from './s1-service.ts';

describeLeaks('billing', { document, furnish: furnishBilling });
