// Jest runs in CommonJS mode; swc compiles our TypeScript and the ES modules of the packages named in ESM.
// Add a package there when a test says "Must use import to load ES Module".
const { createHash } = require('node:crypto');
const { join } = require('node:path');

const swc = (parser) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser,
      keepClassNames: true,
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const ESM = [
  '@nestjs',
  'nestjs-pino',
  'nestjs-cls',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'jose',
  'uuid',
  'cockatiel',
  '@opentelemetry/otlp-exporter-base',
  'canonicalize',
  'cookie',
  'content-disposition',
  '@bufbuild',
  '@dagrejs',
];

module.exports = {
  // The lanes find what another one of this checkout has transformed; by default each project has a cache of its own.
  id: createHash('sha256').update(__dirname).digest('hex').slice(0, 32),
  runtime: join(__dirname, 'libs/shared/testing/jest/runtime.cjs'),
  rootDir: __dirname,
  testEnvironment: 'node',
  moduleNameMapper: {
    '^@throughline/(kernel|contracts|platform|testing)$': join(__dirname, 'libs/shared/$1/src/index.ts'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^es-toolkit/compat$': join(__dirname, 'libs/shared/testing/jest/es-toolkit.cjs'),
  },
  transform: {
    '^.+\\.tsx?$': swc({ syntax: 'typescript', tsx: false, decorators: true }),
    '^.+\\.[cm]?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: ['/node_modules/(?!(' + ESM.join('|') + ')/)'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/web/', '<rootDir>/.data/', '<rootDir>/node_modules/.cache/'],
};
