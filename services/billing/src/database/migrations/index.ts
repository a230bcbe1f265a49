export { CreateBilling1795132800000 } from './1795132800000-create-billing.js';
export { RememberAgencies1795200000060 } from './1795200000060-remember-agencies.js';
