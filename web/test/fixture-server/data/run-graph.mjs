export const GRAPH = [
  ['checkout', 'checkout', []],
  ['install', 'shell', ['checkout']],
  ['lint', 'shell', ['install']],
  ['test', 'shell', ['install']],
  ['package', 'shell', ['lint', 'test']],
  ['deploy-staging', 'deploy', ['package']],
  ['approve', 'approval', ['deploy-staging']],
  ['promote-production', 'promote', ['approve']],
];

/** The nodes of a large run, in rows that need the row before. */
export const largeGraph = (count) =>
  Array.from({ length: count }, (_, at) => [
    `step-${at}`,
    'shell',
    at < 6 ? [] : [`step-${at - 6}`, `step-${Math.max(0, at - 5 - (at % 6))}`],
  ]);
