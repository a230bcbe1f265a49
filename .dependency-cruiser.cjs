'use strict';
/**
 * The import arrows: kernel ← contracts ← platform ← service, and shared ← features ← routes ← app in the web.
 *
 * Every rule here has a row in tools/lint/fixtures/arrows.ts that breaks it on purpose; a rule without one fails
 * tools/lint/rules-fire.spec.ts. Type-only imports count: a type that crosses an arrow couples just as much.
 */

// Tests may reach across arrows: they look at a thing from outside. Everything else is production code.
const TEST_FILE = '(\\.|-)spec\\.tsx?$|(^|/)test/|^(e2e|bench)/';
// Build and test configuration runs on the developer's machine only.
const CONFIG_FILE = '(^|/)[^/]+\\.config\\.(ts|mts|mjs|cjs)$';
const NOT_PRODUCTION = [TEST_FILE, CONFIG_FILE];

// A pure file holds rules: given the same arguments it returns the same answer, and it can be tested without a fake.
const PURE_FILE = '(\\.machine|-planner|\\.rules|(^|/)graph|\\.graph)\\.ts$';

const lib = (...names) => `^libs/shared/(${names.join('|')})/`;
const npm = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;
const APPS = '^(services|gateway|runner|web)/';
const FRAMEWORK = npm('@nestjs', 'typeorm', 'bullmq', 'fastify', '@fastify', 'pg', 'ioredis', 'express');

/** Builds an arrow: files at `from` must not import what is at `to`. Both sides are dependency-cruiser conditions. */
const arrow = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const libraryArrows = [
  arrow(
    'kernel-stands-alone',
    'kernel is pure TypeScript: no other package of ours and no framework.',
    { path: lib('kernel'), pathNot: TEST_FILE },
    { path: [lib('contracts', 'platform', 'testing'), APPS, FRAMEWORK] },
  ),
  arrow(
    'contracts-see-kernel-only',
    'contracts are zod schemas that producer, consumer and browser share.',
    { path: lib('contracts'), pathNot: TEST_FILE },
    { path: [lib('platform', 'testing'), APPS, FRAMEWORK] },
  ),
  arrow(
    'platform-serves-any-service',
    'platform is the glue below every service and knows none of them.',
    { path: lib('platform'), pathNot: TEST_FILE },
    { path: [lib('testing'), APPS] },
  ),
  arrow(
    'testing-knows-no-application',
    'the testing library helps every service, so it may import any library and no application.',
    { path: lib('testing') },
    { path: APPS },
  ),
  arrow(
    'production-never-imports-testing',
    'test doubles and builders must not reach an image.',
    { path: [lib('kernel', 'contracts', 'platform'), APPS], pathNot: NOT_PRODUCTION },
    { path: [lib('testing'), npm('@nestjs/testing', 'supertest', 'fast-check', 'jest', '@jest')] },
  ),
  arrow(
    'product-never-imports-tooling',
    'tools, journeys, measurements and examples look at the product, never the other way round.',
    { path: ['^libs/', APPS], pathNot: NOT_PRODUCTION },
    { path: '^(tools|e2e|bench|examples|infra)/' },
  ),
];

const applicationArrows = [
  arrow(
    'services-stand-apart',
    'a service speaks to another through events; its entities and schema are its own.',
    { path: '^services/([^/]+)/' },
    {
      path: ['^services/', '^@throughline/(identity|pipelines|deployments|observability|billing)'],
      pathNot: '^services/$1/',
    },
  ),
  arrow(
    'services-know-no-edge',
    'the gateway, the runner and the web reach a service over HTTP.',
    { path: '^services/' },
    { path: ['^(gateway|runner|web)/', '^@throughline/(gateway|runner|web)'] },
  ),
  arrow(
    'gateway-routes-only',
    'the gateway has routing and edge policy: no service code, no database, no queue.',
    { path: '^gateway/', pathNot: TEST_FILE },
    {
      path: ['^(services|runner|web)/', '^@throughline/(?!kernel|contracts|platform)', npm('typeorm', 'pg', 'bullmq')],
    },
  ),
  arrow(
    'runner-carries-little',
    'the runner lives on other people’s machines: kernel, contracts and plain Node only.',
    { path: '^runner/', pathNot: TEST_FILE },
    { path: [lib('platform', 'testing'), '^(services|gateway|web)/', '^@throughline/(?!kernel|contracts)', FRAMEWORK] },
  ),
];

const serviceArrows = [
  arrow(
    'pure-files-stay-pure',
    'machines, planners, graphs and rules import kernel, contracts and each other: no framework, no I/O.',
    { path: `^(services|gateway|runner)/.*${PURE_FILE}`, pathNot: TEST_FILE },
    { pathNot: [lib('kernel', 'contracts'), PURE_FILE] },
  ),
  arrow(
    'adapters-call-services',
    'a controller or processor translates and calls its service; it never touches rows.',
    { path: '\\.(controller|processor)\\.ts$' },
    { path: '\\.(repository|entity)\\.ts$' },
  ),
];

const webArrows = [
  arrow(
    'web-sees-contracts-only',
    'the browser gets the contracts and its generated client, nothing of the server.',
    { path: '^web/', pathNot: NOT_PRODUCTION },
    {
      path: [
        lib('kernel', 'platform', 'testing'),
        '^(services|gateway|runner)/',
        '^@throughline/(?!contracts)',
        FRAMEWORK,
      ],
    },
  ),
  arrow(
    'web-shared-is-lowest',
    'shared is below features, routes and app.',
    { path: '^web/src/shared/', pathNot: TEST_FILE },
    { path: '^web/src/(features|routes|app)/' },
  ),
  arrow(
    'web-features-below-routes',
    'a feature does not know where it is mounted.',
    { path: '^web/src/features/', pathNot: TEST_FILE },
    { path: '^web/src/(routes|app)/' },
  ),
  arrow(
    'web-routes-below-app',
    'a route is mounted by the app; it does not reach up to it.',
    { path: '^web/src/routes/', pathNot: TEST_FILE },
    { path: '^web/src/app/' },
  ),
  arrow(
    'web-features-stand-apart',
    'what two features need moves to shared; what joins them is a route.',
    { path: '^web/src/features/([^/]+)/' },
    { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
  ),
  arrow(
    'web-models-know-no-view',
    'model/ is view logic that a plain test can call: no component and no React.',
    { path: '^web/src/features/[^/]+/model/', pathNot: TEST_FILE },
    { path: ['^web/src/features/[^/]+/components/', npm('react', 'react-dom', '@mantine', '@types/react')] },
  ),
];

const soundnessArrows = [
  arrow(
    'no-circular',
    'a cycle of values loads half-built modules; a cycle of types alone is harmless.',
    { path: ['^libs/', APPS, '^tools/'] },
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '\\.gen\\.tsx?$' } },
  ),
  arrow(
    'no-unresolvable',
    'an import that resolves to nothing is an import that no arrow can judge.',
    { pathNot: '^examples/' },
    // Generated files may not be there yet; a `virtual:` module exists in Vite's memory only.
    { couldNotResolve: true, pathNot: '(^|/)generated(/|\\.)|\\.gen(\\.|$)|^virtual:' },
  ),
  arrow(
    'no-undeclared-package',
    'the package works here because another workspace installed it; declare it in this package.json.',
    { path: ['^libs/', APPS], pathNot: NOT_PRODUCTION },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...libraryArrows, ...applicationArrows, ...serviceArrows, ...webArrows, ...soundnessArrows],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    exclude: { path: '(^|/)(dist|coverage|\\.data|\\.nx)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    // The paths in here lead @throughline/* to the sources, so the arrows hold before the first build too.
    tsConfig: { fileName: 'tools/lint/tsconfig.server.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
