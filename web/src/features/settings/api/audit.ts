import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { listAuditEntriesInfiniteOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { exportAuditLog } from '../../../shared/api/generated/sdk.gen.js';
import { type AuditSearch, auditQuery } from '../model/audit-search.js';

const PAGE_SIZE = 50;
export type ExportFormat = 'csv' | 'json' | 'ndjson';

/** What the filter leaves of the audit log, newest first, page by page. */
export function useAuditLog(org: string, search: AuditSearch) {
  return useInfiniteQuery({
    ...listAuditEntriesInfiniteOptions({ path: { org }, query: { limit: PAGE_SIZE, ...auditQuery(search) } }),
    initialPageParam: { path: { org } }, // no cursor at all: an empty one is not a cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Saves what the filter leaves as a file. */
export function useAuditExport(org: string, search: AuditSearch) {
  return useMutation({
    mutationFn: async (format: ExportFormat) => {
      const query = { format, ...auditQuery(search) };
      const { data } = await exportAuditLog({ path: { org }, query, parseAs: 'blob', throwOnError: true });
      save(data as unknown as Blob, `audit-log-${org}-${new Date().toISOString().slice(0, 10)}.${format}`);
    },
  });
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
