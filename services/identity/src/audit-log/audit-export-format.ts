import type { AuditEntryResponse, ExportFormat } from './audit-log.dto.js';
import { csvLine } from './csv.js';

/** How a list of entries is written: what comes first, each entry, what comes between two and what comes last. */
interface Writing {
  contentType: string;
  first: string;
  entry(entry: AuditEntryResponse): string;
  between: string;
  last: string;
}

type Column = keyof AuditEntryResponse;
const COLUMNS: readonly Column[] = [
  'sequence',
  'occurredAt',
  'service',
  'action',
  'actorId',
  'actorName',
  'impersonatorId',
  'impersonatorName',
  'resourceKind',
  'resourceId',
  'resourceName',
  'before',
  'after',
  'ip',
  'client',
  'id',
];

export const WRITINGS: Record<ExportFormat, Writing> = {
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    first: csvLine(COLUMNS),
    entry: (entry) => csvLine(COLUMNS.map((column) => cellOf(entry[column]))),
    between: '',
    last: '',
  },
  json: {
    contentType: 'application/json',
    first: '[',
    entry: (entry) => JSON.stringify(entry),
    between: ',\n',
    last: ']\n',
  },
  ndjson: {
    contentType: 'application/x-ndjson',
    first: '',
    entry: (entry) => `${JSON.stringify(entry)}\n`,
    between: '',
    last: '',
  },
};

function cellOf(value: AuditEntryResponse[Column]): string | number | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
