import { document } from '../../../services/identity/test/contract.js';
import { furnishIdentity } from '../../../services/identity/test/furnished-identity.js';
import { describeInjections } from './i4-service.ts';

const furnish = async () => {
  const furnished = await furnishIdentity();
  return { ...furnished, bodies: furnished.wholeBodies };
};

describeInjections('identity', { document, furnish });
