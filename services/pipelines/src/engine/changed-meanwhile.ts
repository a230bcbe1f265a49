/** Somebody else has changed executions since their changes were planned; the transaction may not be committed. */
export class ChangedMeanwhile extends Error {
  constructor(readonly executionIds: ReadonlySet<string>) {
    super(`${executionIds.size} executions have been changed meanwhile`);
  }
}
