import type { ReactNode } from 'react';
import type {
  EvidenceArtifactResponse,
  EvidenceNodeResponse,
  EvidencePackResponse,
} from '../../api/generated/types.gen.js';
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
export function Evidence({ pack }: { pack: EvidencePackResponse }) {
  const { commit, definition, nodes } = pack;
  return (
    <>
      <dl className={classes.facts}>
        <Fact term="Evidence pack">
          <ShortId id={pack.digest} kind="digest" />
        </Fact>
        {pack.artifacts.map((artifact) => (
          <Artifact key={`${artifact.nodeKey} ${artifact.name}`} artifact={artifact} />
        ))}
        {commit && (
          <Fact term="Commit">
            <ShortId id={commit.sha} kind="commit" /> {commit.message}
            <span className={classes.dim}>
              {' '}
              {commit.authorName} on {commit.branch}
            </span>
          </Fact>
        )}
        {definition && (
          <Fact term="Pipeline file">
            version {definition.version} <ShortId id={definition.digest} kind="digest" />
          </Fact>
        )}
        {pack.facts.map(({ term, value }, at) => (
          <Fact key={`${at} ${term}`} term={term}>
            <span className={classes.stated}>{value}</span>
          </Fact>
        ))}
      </dl>
      {nodes.length > 0 && (
        <DataTable label="Nodes in the evidence" columns={COLUMNS} rows={nodes} rowKey={(node) => node.key} />
      )}
    </>
  );
}

function Artifact({ artifact: { name, digest, nodeKey } }: { artifact: EvidenceArtifactResponse }) {
  return (
    <Fact term="Artifact">
      {name} <ShortId id={digest} kind="digest" />
      {nodeKey && <span className={classes.dim}> of {nodeKey}</span>}
    </Fact>
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
