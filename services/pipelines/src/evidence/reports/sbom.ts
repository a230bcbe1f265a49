import { recordOf, recordsOf, textOf } from './bounded-text.js';
import { type Report, ReportProblem, type SbomPackage, type SbomSummary } from './report.rules.js';

const KEPT = 500;
const LICENSES_KEPT = 50;
const MAX_NESTED = 10;
const NO_LICENSE = 'none stated';

/**
 * A list of what software is made of: SPDX 2 or CycloneDX, in JSON.
 * @throws ReportProblem for anything else
 */
export function readSbom(value: unknown): Report {
  const document = recordOf(value);
  if (typeof document['spdxVersion'] === 'string') return readSpdx(document, document['spdxVersion']);
  if (document['bomFormat'] === 'CycloneDX') return readCycloneDx(document);
  throw new ReportProblem('The report is neither SPDX nor CycloneDX in JSON.');
}

function readSpdx(document: Record<string, unknown>, version: string): Report {
  const packages = recordsOf(document['packages']).map((one) => ({
    name: textOf(one['name'], 200),
    version: textOf(one['versionInfo'], 100),
    license: licenseOf(one['licenseConcluded']) ?? licenseOf(one['licenseDeclared']) ?? NO_LICENSE,
    purl: purlOf(one['externalRefs']),
  }));
  const dependencies = recordsOf(document['relationships']).filter(({ relationshipType }) =>
    ['DEPENDS_ON', 'DEPENDENCY_OF'].includes(String(relationshipType)),
  );
  const specVersion = textOf(version, 20).replace('SPDX-', '');
  return reportOf({ format: 'spdx', specVersion, dependencies: dependencies.length }, packages);
}

function readCycloneDx(document: Record<string, unknown>): Report {
  const packages = componentsOf(document['components']).map((one) => ({
    name: [textOf(one['group'], 100), textOf(one['name'], 200)].filter((part) => part !== '').join('/'),
    version: textOf(one['version'], 100),
    license: cycloneLicense(one['licenses']) ?? NO_LICENSE,
    purl: textOf(one['purl'], 300) || null,
  }));
  const dependencies = recordsOf(document['dependencies']).reduce(
    (sum, { dependsOn }) => sum + (Array.isArray(dependsOn) ? dependsOn.length : 0),
    0,
  );
  const specVersion = textOf(document['specVersion'], 20);
  return reportOf({ format: 'cyclonedx', specVersion, dependencies }, packages);
}

/** Components may hold components. */
function componentsOf(value: unknown): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = [];
  let level = recordsOf(value);
  for (let depth = 0; level.length > 0 && depth < MAX_NESTED; depth++) {
    for (const one of level) all.push(one);
    level = level.flatMap((one) => recordsOf(one['components']));
  }
  return all;
}

function reportOf(
  facts: Pick<SbomSummary, 'format' | 'specVersion' | 'dependencies'>,
  packages: SbomPackage[],
): Report {
  const summary: SbomSummary = { ...facts, packages: packages.length, licenses: histogramOf(packages) };
  return { kind: 'sbom', status: packages.length > 0 ? 'passed' : 'warning', summary, items: packages.slice(0, KEPT) };
}

function histogramOf(packages: readonly SbomPackage[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { license } of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]).slice(0, LICENSES_KEPT));
}

function licenseOf(value: unknown): string | undefined {
  const license = textOf(value, 120);
  return ['', 'NOASSERTION', 'NONE'].includes(license) ? undefined : license;
}

function cycloneLicense(value: unknown): string | undefined {
  const names = recordsOf(value).flatMap(({ expression, license }) => {
    const { id, name } = recordOf(license);
    return licenseOf(expression) ?? licenseOf(id) ?? licenseOf(name) ?? [];
  });
  return names.length > 0 ? textOf(names.join(' AND '), 120) : undefined;
}

function purlOf(references: unknown): string | null {
  const purl = recordsOf(references).find(({ referenceType }) => referenceType === 'purl');
  return textOf(purl?.['referenceLocator'], 300) || null;
}
