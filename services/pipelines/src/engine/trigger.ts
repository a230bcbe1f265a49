/** What can begin an execution. */
export const TRIGGERS = [
  'push',
  'manual',
  'replay',
  'schedule',
  'tag',
  'pull_request',
  'pipeline',
  'hook',
  'parent',
] as const;
export type Trigger = (typeof TRIGGERS)[number];
