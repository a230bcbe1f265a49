// Runs the API specs of a service as if they were one file, or a few. Jest evaluates every module anew for each file, which
// for a whole service takes longer than most specs do; here that is done once for a part of them. Each spec still boots its
// own service on a database of its own. `--selectProjects api` runs them file by file.
const { globSync } = require('node:fs');
const { basename, join } = require('node:path');

const ROOT = join(__dirname, '../../../..');
const PART = /^([a-z]+)-(\d+)-of-(\d+)\.cjs$/;

/** The specs that a file of together/ stands for: each nth of its service's, in the order of their names. */
function specsOf(file) {
  const [, service, part, parts] = PART.exec(basename(file)) ?? [];
  const specs = globSync(`services/${service}/{src,test}/**/*.api-spec.ts`, { cwd: ROOT }).sort();
  return specs.filter((_, i) => i % Number(parts) === Number(part) - 1);
}

/** Declares the tests of those specs, each below the name of its file. */
function together(file) {
  for (const spec of specsOf(file)) globalThis.describe(spec, () => void require(join(ROOT, spec)));
}

module.exports = { specsOf, together };
