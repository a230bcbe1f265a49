import { Drawer } from '@mantine/core';
import type { EvidenceDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useEvidenceDetail } from '../api/evidence.js';
import { evidenceState, kindWord } from '../model/evidence-words.js';
import { Figures } from './evidence-card.js';
import { EvidenceItems } from './evidence-items.js';
import classes from './evidence.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

type Props = { evidenceId: string; onClose: () => void };

/** One report with what it lists: failed tests, files, findings, packages. */
export function EvidenceDrawer({ evidenceId, onClose }: Props) {
  useFocusBack();
  const query = useEvidenceDetail(useOrg(), evidenceId);
  const title = query.data ? `${kindWord[query.data.kind]}: ${query.data.name}` : 'Evidence';
  return (
    <Drawer opened onClose={onClose} position="right" size="xl" title={title}>
      <QueryView query={query}>{(evidence) => <Detail evidence={evidence} />}</QueryView>
    </Drawer>
  );
}

function Detail({ evidence }: { evidence: EvidenceDetailResponse }) {
  const { status, problem, url, sourceDigest, recordedBy, recordedAt, summary } = evidence;
  const said = [summary['text'], summary['details'], summary['reference']].filter((text) => typeof text === 'string');
  return (
    <div className={classes.detail}>
      <StateMark state={evidenceState[status]} size="md" />
      {problem !== null && <p className={classes.problem}>{problem}</p>}
      <Figures evidence={evidence} />
      {said.map((text) => (
        <p key={text} className={classes.problem}>
          {text}
        </p>
      ))}
      <span className={classes.dim}>
        From {recordedBy.name}, <RelativeTime at={recordedAt} />
        {sourceDigest !== null && (
          <>
            {' · '}
            <ShortId id={sourceDigest} kind="digest" />
          </>
        )}
      </span>
      {url !== null && (
        <a href={url} target="_blank" rel="noreferrer noopener">
          The report where it was made
        </a>
      )}
      <EvidenceItems evidence={evidence} />
    </div>
  );
}
