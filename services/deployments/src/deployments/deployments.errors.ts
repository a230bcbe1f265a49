import { defineErrors } from '@throughline/kernel';

export const refuseDeployment = defineErrors({
  slot_busy: {
    category: 'conflict',
    message: 'Another deployment of this service to this environment is under way. Wait for it to end.',
  },
  not_live: { category: 'conflict', message: 'Only the deployment that is live can be rolled back.' },
  rollback_exists: { category: 'conflict', message: 'This deployment is being rolled back already.' },
  no_rollback_target: {
    category: 'unprocessable',
    message: 'There is nothing to go back to: no earlier release stood in this environment.',
  },
  no_host: { category: 'unprocessable', message: 'The environment has no host. Add one first.' },
});
