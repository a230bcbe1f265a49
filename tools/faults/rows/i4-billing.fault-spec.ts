import { document } from '../../../services/billing/test/document.js';
import { furnishBilling } from '../../../services/billing/test/furnished-billing.js';
import { describeInjections } from './i4-service.ts';

describeInjections('billing', { document, furnish: furnishBilling });
