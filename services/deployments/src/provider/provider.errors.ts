import { defineErrors } from '@throughline/kernel';

export const refuseHost = defineErrors({
  host_unusable: { category: 'unavailable', message: 'The host cannot be used.' },
  artifact_corrupt: { category: 'unprocessable', message: 'The stored artifact is not the one that was released.' },
  artifact_refused: { category: 'unprocessable', message: 'The artifact cannot be unpacked.' },
  app_not_started: { category: 'unprocessable', message: 'The app could not be started.' },
  app_unhealthy: { category: 'unprocessable', message: 'The app did not become healthy.' },
});
