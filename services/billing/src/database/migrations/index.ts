export { CreateBilling1795132800000 } from './1795132800000-create-billing.js';
