import type { ReactNode } from 'react';
import type { EvidenceNodeResponse, EvidenceResponse } from '../../api/generated/types.gen.js';
import { nodeState } from '../../model/states.js';
import { DataTable, type Column } from '../data-table.js';
import { Duration } from '../duration.js';
import { ShortId } from '../short-id.js';
import { StateMark } from '../state-mark.js';
import classes from './approval.module.css';

const COLUMNS: readonly Column<EvidenceNodeResponse>[] = [
  { key: 'state', header: 'State', width: '132px', cell: (node) => <StateMark state={nodeState[node.status]} /> },
  { key: 'node', header: 'Node', cell: (node) => node.key },
  { key: 'kind', header: 'Kind', phone: 'hide', cell: (node) => <span className={classes.dim}>{node.kind}</span> },
  { key: 'duration', header: 'Duration', align: 'end', cell: (node) => <Duration ms={node.durationMs} /> },
];

/** What the decision rests on. The digest covers all of it: a vote is for exactly this pack. */
export function Evidence({ evidence }: { evidence: EvidenceResponse }) {
  const { commit } = evidence;
  return (
    <>
      <dl className={classes.facts}>
        <Fact term="Evidence pack">
          <ShortId id={evidence.digest} kind="digest" />
        </Fact>
        {evidence.artifactDigest && (
          <Fact term="Artifact">
            {evidence.artifactName} <ShortId id={evidence.artifactDigest} kind="digest" />
          </Fact>
        )}
        <Fact term="Commit">
          <ShortId id={commit.sha} kind="commit" /> {commit.message}
          <span className={classes.dim}>
            {' '}
            {commit.authorName} on {commit.branch}
          </span>
        </Fact>
      </dl>
      <DataTable label="Nodes in the evidence" columns={COLUMNS} rows={evidence.nodes} rowKey={(node) => node.key} />
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
