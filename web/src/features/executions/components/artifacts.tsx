import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ArtifactResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { saveArtifact, useArtifacts } from '../api/executions.js';
import { formatBytes } from '../../../shared/model/bytes.js';
import classes from './run-page.module.css';

/** What the run has built, each with the digest that approvals and deployments refer to. */
export function Artifacts({ executionId, onNode }: { executionId: string; onNode: (key: string) => void }) {
  const query = useArtifacts(useOrg(), executionId);
  const columns: Column<ArtifactResponse>[] = [
    { key: 'file', header: 'File', cell: ({ fileName }) => <span className={classes.file}>{fileName}</span> },
    {
      key: 'digest',
      header: 'Digest',
      width: '220px',
      phone: 'hide',
      cell: ({ digest }) => <ShortId id={digest} kind="digest" />,
    },
    { key: 'size', header: 'Size', width: '90px', align: 'end', cell: ({ sizeBytes }) => formatBytes(sizeBytes) },
    {
      key: 'node',
      header: 'Built by',
      width: '140px',
      phone: 'hide',
      cell: ({ nodeKey }) => <NodeLink nodeKey={nodeKey} onNode={onNode} />,
    },
    {
      key: 'at',
      header: 'Built',
      width: '120px',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      key: 'get',
      header: 'Download',
      bare: true,
      width: '120px',
      align: 'end',
      cell: (artifact) => <Download artifact={artifact} />,
    },
  ];
  const empty = (
    <p className={classes.none}>
      No artifact. A node keeps files for deployments and people when it names them under artifacts.
    </p>
  );
  return (
    <Section title="Artifacts" count={query.data?.items.length || undefined}>
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <DataTable label="Artifacts" columns={columns} rows={items} rowKey={({ id }) => id} />}
      </QueryView>
    </Section>
  );
}

function NodeLink({ nodeKey, onNode }: { nodeKey: string; onNode: (key: string) => void }) {
  return (
    <Button variant="transparent" size="compact-sm" p={0} onClick={() => onNode(nodeKey)}>
      {nodeKey}
    </Button>
  );
}

function Download({ artifact }: { artifact: ArtifactResponse }) {
  const org = useOrg();
  const download = useMutation({ mutationFn: () => saveArtifact(org, artifact) });
  return (
    <PermittedButton
      permission="artifacts.read"
      variant="default"
      size="compact-sm"
      loading={download.isPending}
      onClick={() => download.mutate()}
      aria-label={`Download ${artifact.fileName}`}
    >
      Download
    </PermittedButton>
  );
}
