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
