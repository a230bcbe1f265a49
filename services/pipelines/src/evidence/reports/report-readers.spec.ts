import { type Report, type ReportFormat, ReportProblem } from './report.rules.js';
import { MAX_JSON_LENGTH } from './json-reader.js';
import { MAX_REPORT_BYTES, readReport } from './report-readers.js';

async function* piecesOf(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield await Promise.resolve(content.subarray(at, at + size));
}

/** In pieces of seven bytes, which cut names, characters and lines. */
const read = (format: ReportFormat, content: string | Buffer, size = 7): Promise<Report> =>
  readReport(format, piecesOf(Buffer.from(content as string), size));

const JEST = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest tests" tests="4" failures="1" errors="0" time="2.5">
  <testsuite name="cart" errors="0" failures="1" skipped="1" timestamp="2026-11-20T10:00:00" time="1.5" tests="3">
    <testcase classname="cart adds" name="cart adds ünits" time="0.004"/>
    <testcase classname="cart" name="cart counts" time="1.004"><failure>Error: expected 2, got 3
      at Object.toBe (cart.spec.ts:10:5)</failure></testcase>
    <testcase classname="cart" name="cart empties" time="0"><skipped/></testcase>
  </testsuite>
  <testsuite time="1" name="price" tests="1" failures="0" errors="0" skipped="0">
    <testcase time="0.5" name="rounds" classname="price"/>
  </testsuite>
</testsuites>`;
const SUREFIRE = `<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="org.example.AppTest" time="1,234.5" tests="2" errors="1" skipped="0" failures="0">
  <properties><property name="java.version" value="21"/></properties>
  <testcase name="starts" classname="org.example.AppTest" time="1,234"><error message="boom &lt;here&gt;" type="java.lang.Error"><![CDATA[java.lang.Error: boom]]></error><system-out>noise</system-out></testcase>
  <testcase name="stops" classname="org.example.AppTest" time="0.5"/>
</testsuite>`;
const tests = (summary: object): object => ({ suites: 1, skipped: 0, failed: 0, durationMs: 0, ...summary });

describe('JUnit', () => {
  it.each<[string, string, string, object]>([
    ['several suites', JEST, 'failed', { suites: 2, total: 4, passed: 2, failed: 1, skipped: 1, durationMs: 1_508 }],
    ['one suite, an error', SUREFIRE, 'failed', tests({ total: 2, passed: 1, failed: 1, durationMs: 1_234_500 })],
    [
      'suites inside of suites, whose sums are not counted twice',
      '<testsuites><testsuite tests="2"><testsuite tests="2"><testcase/><testcase/></testsuite></testsuite></testsuites>',
      'passed',
      tests({ suites: 2, total: 2, passed: 2 }),
    ],
    [
      'a suite that lists no cases',
      '<testsuite failures="1" errors="1" skipped="2" tests="10" time="3"/>',
      'failed',
      tests({ total: 10, passed: 6, failed: 2, skipped: 2, durationMs: 3_000 }),
    ],
    ['no tests at all', '<testsuites/>', 'warning', tests({ suites: 0, total: 0, passed: 0 })],
    ['sums that are no numbers', '<testsuite tests="-1" failures="1e400"/>', 'warning', tests({ total: 0, passed: 0 })],
  ])('%s', async (_what, xml, status, summary) => {
    expect(await read('junit', xml)).toMatchObject({ kind: 'test_report', status, summary });
  });

  it('tells which tests failed, and how', async () => {
    const { items } = await read('junit', JEST);
    expect(items).toEqual([
      { suite: 'cart', name: 'cart counts', message: expect.stringMatching(/^Error: expected 2, got 3/) as string },
    ]);
    expect((await read('junit', SUREFIRE)).items).toMatchObject([{ message: 'boom <here>java.lang.Error: boom' }]);
  });

  it('is read in the encoding that it names', async () => {
    const latin =
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="s"><testcase name="h\u00e4lt"><failure/></testcase></testsuite>';
    expect((await read('junit', Buffer.from(latin, 'latin1'), 1_000)).items).toMatchObject([{ name: 'hält' }]);
    const utf16 = Buffer.from(`\ufeff${latin.replace('ISO-8859-1', 'utf-16')}`, 'utf16le');
    expect((await read('junit', utf16, 64)).items).toMatchObject([{ name: 'hält' }]);
  });
});

const COBERTURA = `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.6667" version="7" timestamp="1">
  <packages><package name="p"><classes>
    <class name="a.py" filename="src/a.py"><methods><method name="f"><lines><line number="1" hits="9"/></lines></method></methods>
      <lines><line number="1" hits="3"/><line number="2" hits="0"/><line number="3" hits="1" branch="true" condition-coverage="50% (1/2)"/></lines></class>
    <class name="b.py" filename="src/b.py"><methods/><lines/></class>
  </classes></package></packages>
</coverage>`;
const JACOCO = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="app"><package name="org/example"><class name="org/example/App"><counter type="LINE" missed="1" covered="9"/></class>
<sourcefile name="App.java"><line nr="1" mi="0" ci="2"/><counter type="LINE" missed="1" covered="9"/></sourcefile></package>
<counter type="BRANCH" missed="1" covered="3"/><counter type="LINE" missed="1" covered="9"/></report>`;
const LCOV =
  'TN:\nSF:src/a.ts\nDA:1,1\nDA:2,0\nLF:2\nLH:1\nBRF:4\nBRH:3\nend_of_record\nSF:src/b.ts\r\nDA:1,1\r\nDA:2,5\r\nend_of_record\n';

describe('coverage', () => {
  const none = { branchesCovered: 0, branchesTotal: 0 };
  it.each<[string, string, object]>([
    [
      'Cobertura',
      COBERTURA,
      { percent: 66.66, linesCovered: 2, linesTotal: 3, branchesCovered: 1, branchesTotal: 2, files: 2 },
    ],
    [
      'what Cobertura says of the whole',
      '<coverage lines-valid="200" lines-covered="199"><packages/></coverage>',
      { percent: 99.5, linesCovered: 199, linesTotal: 200, ...none, files: 0 },
    ],
    [
      'JaCoCo',
      JACOCO,
      { percent: 90, linesCovered: 9, linesTotal: 10, branchesCovered: 3, branchesTotal: 4, files: 1 },
    ],
    ['LCOV', LCOV, { percent: 75, linesCovered: 3, linesTotal: 4, branchesCovered: 3, branchesTotal: 4, files: 2 }],
    ['more covered than there is', '<coverage lines-valid="1" lines-covered="5"/>', { percent: 100 }],
    ['nearly all, which is not all', '<coverage lines-valid="100000" lines-covered="99999"/>', { percent: 99.99 }],
  ])('%s', async (_what, text, summary) => {
    expect(await read('coverage', text)).toMatchObject({ kind: 'coverage', status: 'passed', summary });
    expect(await read('coverage', `\n  ${text}`, 3)).toMatchObject({ summary });
  });

  it('names the files that are covered least', async () =>
    expect((await read('coverage', LCOV)).items).toEqual([
      { file: 'src/a.ts', percent: 50 },
      { file: 'src/b.ts', percent: 100 },
    ]));

  it('of nothing is worth a warning', async () =>
    expect(await read('coverage', '<coverage lines-valid="0" lines-covered="0"/>')).toMatchObject({
      status: 'warning',
      summary: { percent: 0 },
    }));
});

const vulnerability = (id: string, Severity: string, more: object = {}): object => ({
  ...{ VulnerabilityID: id, PkgName: 'openssl', InstalledVersion: '3.0.1', Severity },
  ...more,
});
const CRITICAL = vulnerability('CVE-2026-1', 'CRITICAL', {
  ...{ FixedVersion: '3.0.2', Title: 'overflow' },
  CVSS: { nvd: { V3Score: 9.8 }, redhat: { V3Score: 8.1 } },
});
const WRAPPER = {
  ...{ SchemaVersion: 2, ArtifactName: 'app:1', ArtifactType: 'container_image' },
  Results: [
    { Target: 'app:1 (debian 12)', Class: 'os-pkgs', Vulnerabilities: [vulnerability('CVE-2026-2', 'LOW'), CRITICAL] },
    { Target: 'package-lock.json', Class: 'lang-pkgs' },
    { Target: 'Dockerfile', Class: 'config', Vulnerabilities: null },
  ],
};
const counts = (more: object = {}): object => ({ critical: 0, high: 0, medium: 0, low: 0, unknown: 0, ...more });

describe('Trivy', () => {
  it.each<[string, unknown, string, object]>([
    ['the wrapper', WRAPPER, 'failed', counts({ critical: 1, low: 1, total: 2, fixable: 1 })],
    ['the list inside of it', WRAPPER.Results, 'failed', counts({ critical: 1, low: 1, total: 2, fixable: 1 })],
    ['a list of vulnerabilities', [CRITICAL], 'failed', counts({ critical: 1, total: 1, fixable: 1 })],
    ['no results', { SchemaVersion: 2, Results: [] }, 'passed', counts({ total: 0, fixable: 0 })],
    ['a scan with nothing to look into', { SchemaVersion: 2 }, 'passed', counts({ total: 0, fixable: 0 })],
    [
      'more than five high ones',
      Array.from({ length: 6 }, (_, at) => vulnerability(`CVE-${at}`, 'HIGH')),
      'warning',
      counts({ high: 6, total: 6, fixable: 0 }),
    ],
    [
      'severities of its own',
      [vulnerability('A', 'UNKNOWN'), vulnerability('B', 'negligible'), { VulnerabilityID: 'C' }],
      'passed',
      counts({ unknown: 3, total: 3, fixable: 0 }),
    ],
  ])('%s', async (_what, value, status, summary) => {
    expect(await read('trivy', JSON.stringify(value))).toMatchObject({ kind: 'vulnerability_scan', status, summary });
  });

  it('keeps the worst findings', async () => {
    const low = Array.from({ length: 600 }, (_, at) => vulnerability(`CVE-${at}`, 'LOW'));
    const { items, summary } = await read('trivy', JSON.stringify([...low, CRITICAL]), 65_536);
    expect(summary).toMatchObject({ total: 601, low: 600 });
    expect(items).toHaveLength(500);
    expect(items[0]).toEqual({
      ...{ id: 'CVE-2026-1', severity: 'critical', package: 'openssl', installedVersion: '3.0.1' },
      ...{ fixedVersion: '3.0.2', target: '', title: 'overflow', score: 9.8 },
    });
  });
});

const SPDX = {
  ...{ spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: 'app' },
  packages: [
    {
      ...{ name: 'left-pad', SPDXID: 'SPDXRef-1', versionInfo: '1.3.0', licenseConcluded: 'NOASSERTION' },
      ...{ licenseDeclared: 'WTFPL' },
      externalRefs: [
        { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:npm/left-pad@1.3.0' },
      ],
    },
    { name: 'unknown', SPDXID: 'SPDXRef-2', licenseConcluded: 'NONE' },
  ],
  relationships: [{ relationshipType: 'DEPENDS_ON' }, { relationshipType: 'DESCRIBES' }],
};
const CYCLONE = {
  ...{ bomFormat: 'CycloneDX', specVersion: '1.6' },
  components: [
    {
      ...{ group: '@scope', name: 'pad', version: '1.0.0', purl: 'pkg:npm/%40scope/pad@1.0.0' },
      licenses: [{ license: { id: 'MIT' } }, { license: { name: 'Beerware' } }],
      components: [{ name: 'inner', licenses: [{ expression: 'MIT OR Apache-2.0' }] }],
    },
    { name: 'other', licenses: [{ license: { id: 'MIT' } }] },
  ],
  dependencies: [{ ref: 'a', dependsOn: ['b', 'c'] }, { ref: 'b' }],
};

describe('lists of parts', () => {
  it('in SPDX', async () =>
    expect(await read('sbom', JSON.stringify(SPDX))).toEqual({
      ...{ kind: 'sbom', status: 'passed' },
      summary: {
        ...{ format: 'spdx', specVersion: '2.3', packages: 2, dependencies: 1 },
        licenses: { WTFPL: 1, 'none stated': 1 },
      },
      items: [
        { name: 'left-pad', version: '1.3.0', license: 'WTFPL', purl: 'pkg:npm/left-pad@1.3.0' },
        { name: 'unknown', version: '', license: 'none stated', purl: null },
      ],
    }));

  it('in CycloneDX', async () =>
    expect(await read('sbom', JSON.stringify(CYCLONE))).toMatchObject({
      status: 'passed',
      summary: {
        ...{ format: 'cyclonedx', specVersion: '1.6', packages: 3, dependencies: 2 },
        licenses: { 'MIT AND Beerware': 1, 'MIT OR Apache-2.0': 1, MIT: 1 },
      },
      items: [{ name: '@scope/pad', purl: 'pkg:npm/%40scope/pad@1.0.0' }, { name: 'other' }, { name: 'inner' }],
    }));

  it('keeps what a screen can show, and counts the rest', async () => {
    const packages = Array.from({ length: 2_000 }, (_, at) => ({ name: `p${at}`, licenseConcluded: `L${at}` }));
    const { summary, items } = await read('sbom', JSON.stringify({ spdxVersion: 'SPDX-2.3', packages }), 65_536);
    expect(summary).toMatchObject({ packages: 2_000 });
    expect(items).toHaveLength(500);
    expect(Object.keys((summary as { licenses: object }).licenses)).toHaveLength(50);
  });
});

const BOMB = `<?xml version="1.0"?><!DOCTYPE testsuites [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<testsuites><testsuite name="&b;"/></testsuites>`;
const FILE =
  '<!DOCTYPE testsuites [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuites><testsuite>&x;</testsuite></testsuites>';

describe('what is no report', () => {
  it.each<[string, ReportFormat, string | Buffer, RegExp]>([
    ['entities inside of entities', 'junit', BOMB, /undefined entity/],
    ['an entity that names a file', 'junit', FILE, /undefined entity/],
    ['elements without an end', 'junit', '<testsuites><testsuite>', /no well-formed XML/],
    ['elements far inside of each other', 'junit', '<testsuite>'.repeat(1_000), /deeper than 100/],
    ['another document', 'junit', '<html/>', /begins with testsuites or testsuite, and this one with html/],
    ['text for XML', 'junit', 'PASS', /no well-formed XML/],
    ['nothing', 'junit', '', /no well-formed XML/],
    ['another document of XML', 'coverage', '<testsuites/>', /begins with coverage or report/],
    ['a record that does not end', 'coverage', 'SF:a\nDA:1,1\n', /middle of a record/],
    ['no record', 'coverage', 'hello\n', /no record/],
    ['nothing as coverage', 'coverage', '', /no record/],
    ['one endless line', 'coverage', 'x'.repeat(20_000), /neither XML nor a tracefile/],
    ['half of a document', 'trivy', '{"Results": [', /no valid JSON/],
    ['another scanner', 'trivy', '{"matches": []}', /it has no Results/],
    ['results that are none', 'trivy', '{"Results": [1]}', /no list of objects/],
    ['results of something else', 'trivy', '[{"a": 1}]', /has no Target/],
    ['text for a list', 'trivy', '{"Results": "none"}', /no list of objects/],
    ['a bare value', 'sbom', '7', /neither SPDX nor CycloneDX/],
    ['SPDX 3', 'sbom', '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}', /neither SPDX nor CycloneDX/],
    ['an archive', 'junit', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), /no text in UTF-8/],
    ['bytes that are no UTF-8', 'trivy', Buffer.from('{"a": "\u00e4"}', 'latin1'), /no text in UTF-8/],
    ['half of a character at the end', 'trivy', Buffer.from('{"ä').subarray(0, 3), /no text in UTF-8/],
    [
      'an encoding that is none',
      'junit',
      '<?xml version="1.0" encoding="klingon"?><testsuites/>',
      /klingon of the report is not known/,
    ],
  ])('%s', async (_what, format, content, message) => {
    const reading = read(format, content, 1_000);
    await expect(reading).rejects.toBeInstanceOf(ReportProblem);
    await expect(reading).rejects.toThrow(message);
  });

  it.each<[ReportFormat, number, string]>([
    ['sbom', MAX_JSON_LENGTH, 'may hold 10 MiB'],
    ['junit', MAX_REPORT_BYTES, 'may hold 64 MiB'],
  ])('%s larger than %d bytes is not read on', async (format, limit, message) => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('<testsuites>'));
      for (;;) {
        sent += 1_048_576;
        yield Buffer.alloc(1_048_576, ' ');
      }
    }
    await expect(readReport(format, endless())).rejects.toThrow(message);
    expect(sent).toBeLessThanOrEqual(limit + 1_048_576);
  });

  it('texts that the database does not take are cleaned', async () => {
    const finding = { ...CRITICAL, Title: `a\u0000b\ud800${'x'.repeat(300)}` };
    const { items } = await read('trivy', JSON.stringify([finding]).replace('a\\u0000b', 'a\\u0000b'));
    const { title } = items[0] as { title: string };
    expect(title.isWellFormed()).toBe(true);
    expect(title).toMatch(/^ab\ufffdx+…$/);
    expect(title).toHaveLength(200);
  });

  it('lets others run while it reads', async () => {
    const cases = '<testcase name="a" classname="b" time="0.1"/>'.repeat(60_000);
    let turns = 0;
    const counter = setInterval(() => (turns += 1), 0);
    await read('junit', `<testsuite>${cases}</testsuite>`, 65_536);
    clearInterval(counter);
    expect(turns).toBeGreaterThan(5);
  });
});
