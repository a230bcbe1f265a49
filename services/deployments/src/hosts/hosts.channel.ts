/** Wakes the reconciler when a host was added; only a hint, it also looks by itself. */
export const HOSTS_CHANNEL = 'deployments_hosts';
