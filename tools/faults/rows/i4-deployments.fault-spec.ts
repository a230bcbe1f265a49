import { document } from '../../../services/deployments/test/document.js';
import { startFurnishedWorld } from '../../../services/deployments/test/furnished-world.js';
import { describeInjections } from './i4-service.ts';

describeInjections('deployments', { document, furnish: () => startFurnishedWorld() });
