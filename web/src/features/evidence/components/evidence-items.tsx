import type { EvidenceDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import classes from './evidence.module.css';
import { Findings, type Finding } from './findings.js';

type FailedTest = { suite: string; name: string; message: string };
type CoveredFile = { file: string; percent: number };
type Package = { name: string; version: string; license: string };

const TESTS: readonly Column<FailedTest>[] = [
  {
    key: 'test',
    header: 'Failed test',
    cell: ({ suite, name, message }) => (
      <span className={classes.two}>
        <span className={classes.strong}>{name}</span>
        <span className={classes.dim}>{suite}</span>
        {message}
      </span>
    ),
  },
];
const FILES: readonly Column<CoveredFile>[] = [
  { key: 'file', header: 'Least covered files', cell: ({ file }) => <span className={classes.strong}>{file}</span> },
  { key: 'percent', header: 'Lines', width: '90px', align: 'end', cell: ({ percent }) => `${percent} %` },
];
const PACKAGES: readonly Column<Package>[] = [
  { key: 'name', header: 'Package', cell: ({ name }) => <span className={classes.strong}>{name}</span> },
  { key: 'version', header: 'Version', width: '130px', cell: ({ version }) => version },
  { key: 'license', header: 'License', width: '170px', phone: 'hide', cell: ({ license }) => license },
];

/** What the report lists one by one; no more than the server keeps. */
export function EvidenceItems({ evidence: { kind, items } }: { evidence: EvidenceDetailResponse }) {
  if (items.length === 0) return null;
  if (kind === 'vulnerability_scan') return <Findings findings={items as Finding[]} />;
  if (kind === 'test_report') return <Rows label="Failed tests" columns={TESTS} rows={items as FailedTest[]} />;
  if (kind === 'coverage') return <Rows label="Files" columns={FILES} rows={items as CoveredFile[]} />;
  if (kind === 'sbom') return <Rows label="Packages" columns={PACKAGES} rows={items as Package[]} />;
  return null;
}

function Rows<Row>({ label, columns, rows }: { label: string; columns: readonly Column<Row>[]; rows: Row[] }) {
  // Two of a list may be alike in everything.
  const keys = new Map(rows.map((row, index) => [row, String(index)]));
  return <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => keys.get(row) ?? ''} />;
}
