import { Button, Menu } from '@mantine/core';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { type ExportFormat, useAuditExport } from '../../api/audit.js';
import type { AuditSearch } from '../../model/audit-search.js';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['csv', 'CSV, for spreadsheets'],
  ['json', 'JSON, one list'],
  ['ndjson', 'NDJSON, a line each'],
];

/** Saves what the filter leaves. That it was taken is an entry of the log itself. */
export function ExportMenu({ search }: { search: AuditSearch }) {
  const file = useAuditExport(useOrg(), search);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={file.isPending}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What is shown, all of it</Menu.Label>
        {FORMATS.map(([format, words]) => (
          <Menu.Item key={format} onClick={() => file.mutate(format)}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
