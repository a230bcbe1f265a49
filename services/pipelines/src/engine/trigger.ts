/** What can begin an execution. */
export const TRIGGERS = ['push', 'manual', 'replay', 'schedule'] as const;
export type Trigger = (typeof TRIGGERS)[number];
