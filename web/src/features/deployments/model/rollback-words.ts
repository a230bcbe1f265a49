/** What a rollback leaves as it is. It brings back the app and its configuration and nothing else. */
export function rollbackLeaves(environment: string): readonly string[] {
  return [
    `Data that was written or migrated in ${environment} since stays as it is.`,
    'Messages, mails and calls to other systems that were sent cannot be called back.',
    'The commit stays on its branch; the next push brings it along again unless it is reverted.',
  ];
}
