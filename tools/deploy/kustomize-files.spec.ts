import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT, textOf } from './checkout.ts';

interface Kustomization {
  resources?: string[];
  components?: string[];
  patches?: { path?: string; patch?: string }[];
}

// What can be known of the manifests without a program that renders them.
describe('the files of infra/k8s', () => {
  const files = readdirSync(join(ROOT, 'infra/k8s'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => `infra/k8s/${path}`);
  const kustomizations = files.filter((path) => path.endsWith('/kustomization.yaml'));

  it('are there', () => {
    expect(kustomizations.map((path) => dirname(path))).toEqual(
      expect.arrayContaining(['infra/k8s/base', 'infra/k8s/overlays/dev', 'infra/k8s/overlays/production']),
    );
  });

  it.each(files)('%s is YAML without a mistake', (path) => {
    const documents = parseAllDocuments(textOf(path), { merge: true });
    for (const { errors, warnings } of documents) expect([...errors, ...warnings]).toEqual([]);
    expect(documents.length).toBeGreaterThan(0);
  });

  it('refer to files that exist', () => {
    expect(kustomizations.flatMap(references).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('are all referred to', () => {
    const used = new Set(kustomizations.flatMap(references));
    const apart = /kustomization\.yaml$|required-secrets\.yaml$/;
    expect(files.filter((path) => !apart.test(path) && !used.has(path))).toEqual([]);
  });
});

function references(path: string): string[] {
  const { resources = [], components = [], patches = [] } = parse(textOf(path), { merge: true }) as Kustomization;
  const named = [...resources, ...components, ...patches.flatMap((patch) => patch.path ?? [])];
  return named.map((name) => join(dirname(path), name));
}
