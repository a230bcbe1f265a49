import type { ImageResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { useImages } from '../api/evidence.js';
import classes from './evidence.module.css';

const COLUMNS: readonly Column<ImageResponse>[] = [
  {
    key: 'name',
    header: 'Image',
    cell: ({ name, tag, registryUrl }) => (
      <span className={classes.two}>
        <span className={classes.strong}>{tag === null ? name : `${name}:${tag}`}</span>
        <span className={classes.dim}>{registryUrl}</span>
      </span>
    ),
  },
  {
    key: 'digest',
    header: 'Digest',
    width: '220px',
    phone: 'hide',
    cell: ({ digest }) => <ShortId id={digest} kind="digest" />,
  },
  { key: 'by', header: 'Registered by', width: '170px', phone: 'hide', cell: ({ createdBy }) => createdBy.name },
  { key: 'at', header: 'Registered', width: '120px', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
];

/** What the run has pushed to a registry. Not there for a run that has registered nothing. */
export function Images({ executionId }: { executionId: string }) {
  const items = useImages(useOrg(), executionId).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="Images" count={items.length}>
      <DataTable label="Images" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />
    </Section>
  );
}
