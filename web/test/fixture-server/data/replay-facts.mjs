/** What a run that repeats another one in part says of it. */
export const REPLAY = {
  ...{ from: ['deploy-staging'], failedOnly: false, changedInputs: ['dryRun'] },
  warnings: [
    {
      code: 'secret_rotated',
      message: 'Secrets of checkout in staging have changed since then: PAYMENT_TOKEN.',
      nodes: ['deploy-staging'],
      names: ['PAYMENT_TOKEN'],
    },
    {
      code: 'input_seen_by_copied',
      message: 'Not done again, though it used the dryRun of then: package.',
      nodes: ['package'],
      names: ['dryRun'],
    },
  ],
};
