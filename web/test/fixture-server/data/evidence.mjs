import { ago, id } from './ids.mjs';

const run = id('run41');
const runner = { userId: null, name: 'runner local' };
const report = ([name, kind, status], summary, more = {}) => ({
  id: id(`evidence ${name}`),
  executionId: run,
  nodeKey: 'test',
  artifactId: null,
  kind,
  name,
  status,
  summary,
  problem: null,
  tool: null,
  url: null,
  sourceDigest: `sha256:${'4f'.repeat(32)}`,
  recordedBy: runner,
  recordedAt: ago(12),
  ...more,
});

export const evidence = [
  report(['image-scan', 'vulnerability_scan', 'failed'], {
    ...{ critical: 1, high: 3, medium: 12, low: 40, unknown: 0, total: 56, fixable: 9, blocked: true },
    ...{ criticalWaived: 1, highWaived: 0, mediumWaived: 0, lowWaived: 0, unknownWaived: 0 },
  }),
  report(['unit', 'test_report', 'failed'], {
    ...{ suites: 14, total: 1_262, passed: 1_258, failed: 2, skipped: 2, durationMs: 48_120 },
  }),
  report(['coverage', 'coverage', 'passed'], {
    ...{ percent: 81.23, linesCovered: 4_061, linesTotal: 5_000, branchesCovered: 1, branchesTotal: 2, files: 214 },
  }),
  report(['sbom', 'sbom', 'passed'], {
    ...{ format: 'cyclonedx', specVersion: '1.6', packages: 1_318, dependencies: 2_204, licenses: { MIT: 1_000 } },
  }),
  report(
    ['build/app', 'signature', 'passed'],
    { verified: true, keyName: 'release', reference: 'registry.example/app' },
    {
      nodeKey: null,
      tool: 'cosign',
    },
  ),
  report(
    ['e2e', 'test_report', 'unreadable'],
    {},
    { problem: 'The report is no well-formed XML: 1:1: text data outside of root node.' },
  ),
  report(
    ['sast', 'ci_step', 'running'],
    { stepType: 'sast', stepOrder: 1, text: 'Looks at 214 files.' },
    { nodeKey: null, url: 'https://ci.example/1' },
  ),
];

const finding = (number, severity, waived, more = {}) => ({
  id: `CVE-2026-${number}`,
  severity,
  package: 'openssl',
  installedVersion: '3.0.11-1~deb12u2',
  fixedVersion: '3.0.14-1~deb12u1',
  target: 'app:1 (debian 12)',
  title: 'A crafted certificate makes the process write beyond its buffer',
  score: 9.8,
  waived,
  ...more,
});
const ITEMS = {
  vulnerability_scan: [
    finding(10_012, 'critical', false),
    finding(9_811, 'critical', true),
    finding(4_410, 'high', false, { package: 'libxml2', fixedVersion: null }),
    finding(77, 'medium', false, { title: '' }),
  ],
  test_report: [
    { suite: 'cart', name: 'counts what is in it', message: 'expected 2, got 3' },
    { suite: 'cart', name: 'is empty at first', message: 'TypeError: items is not iterable' },
  ],
  coverage: [
    { file: 'src/cart/discounts.ts', percent: 12.5 },
    { file: 'src/cart/cart.ts', percent: 64 },
  ],
  sbom: [
    { name: 'left-pad', version: '1.3.0', license: 'WTFPL', purl: 'pkg:npm/left-pad@1.3.0' },
    {
      name: '@scope/very-long-package-name-that-wraps',
      version: '10.20.30-beta.1',
      license: 'MIT OR Apache-2.0',
      purl: null,
    },
  ],
};

export function evidenceDetail(key) {
  const found = evidence.find((item) => item.id === key);
  return found && { ...found, items: ITEMS[found.kind] ?? [] };
}

const waiver = (number, state, more = {}) => ({
  id: id(`waiver${number}`),
  finding: `CVE-2026-${number}`,
  repositoryId: id('repo1'),
  repositoryName: 'hello-service',
  service: null,
  reason: 'The vulnerable function is not called; the upgrade comes with the next base image.',
  state,
  expiresAt: ago(-60 * 24 * 20),
  createdBy: { userId: id('ada'), name: 'Ada Lovelace' },
  createdAt: ago(60 * 24 * 3),
  revokedByName: null,
  revokedAt: null,
  ...more,
});
export const waivers = [
  waiver(9_811, 'active'),
  waiver(1_204, 'active', { repositoryId: null, repositoryName: null, service: 'checkout' }),
  waiver(88, 'expired', { expiresAt: ago(60 * 24 * 2) }),
  waiver(45, 'revoked', { revokedByName: 'Grace Hopper', revokedAt: ago(60) }),
];
export const signingKeys = [
  {
    id: id('key1'),
    name: 'release',
    publicKey: '-----BEGIN PUBLIC KEY-----',
    fingerprint: `sha256:${'9a'.repeat(32)}`,
    createdBy: { userId: id('ada'), name: 'Ada Lovelace' },
    createdAt: ago(60 * 24 * 40),
  },
];
export const images = [
  {
    id: id('image1'),
    executionId: run,
    name: 'shop/checkout',
    registryUrl: 'registry.example',
    digest: `sha256:${'5e'.repeat(32)}`,
    tag: '1.8.1',
    version: '1.8.1',
    type: 'docker',
    sizeBytes: 81_000_000,
    buildDurationMs: 41_000,
    metadata: {},
    createdBy: { userId: null, name: 'ci' },
    createdAt: ago(5),
  },
];
