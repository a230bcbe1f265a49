import { ago, id } from './ids.mjs';
import { projects } from './people.mjs';

export const repositories = [
  {
    id: id('repo1'),
    projectId: projects[0].id,
    name: 'checkout',
    cloneUrl: 'file:///srv/git/checkout.git',
    defaultBranch: 'main',
    webhookUrl: 'http://localhost:8080/hooks/generic/0199a8c2',
    lastDeliveryAt: ago(4),
    createdAt: ago(40_000),
  },
  {
    id: id('repo2'),
    projectId: projects[0].id,
    name: 'catalog',
    cloneUrl: 'https://git.acme.test/shop/catalog.git',
    defaultBranch: 'main',
    webhookUrl: 'http://localhost:8080/hooks/generic/0199a8c3',
    lastDeliveryAt: null,
    createdAt: ago(30_000),
  },
];
export const branchRules = [
  {
    id: id('rule1'),
    repositoryId: repositories[0].id,
    ...{ target: 'branch', allowForks: false },
    pattern: 'main',
    pipelinePath: '.throughline/pipeline.yml',
    deployable: true,
    inputs: { version: 'commit.sha', target: 'branch == "main" ? "production" : "staging"' },
    version: 2,
    createdAt: ago(40_000),
  },
  {
    id: id('rule2'),
    repositoryId: repositories[0].id,
    ...{ target: 'pull_request', allowForks: true },
    pattern: 'feature/*',
    pipelinePath: '.throughline/check.yml',
    deployable: false,
    inputs: {},
    version: 1,
    createdAt: ago(40_000),
  },
];
export const deliveries = [
  ['accepted', null, 4],
  ['duplicate', 'The same delivery came before', 4],
  ['ignored', 'No branch rule matches docs/typo', 90],
  ['refused', 'The signature does not match', 400],
].map(([outcome, reason, minutes], index) => ({
  id: id(`del${index}`),
  deliveryId: `push-${9041 - index}`,
  event: 'push',
  outcome,
  reason,
  executionId: outcome === 'accepted' ? id('run41') : null,
  receivedAt: ago(minutes),
}));
