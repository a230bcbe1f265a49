import { Button } from '@mantine/core';
import type { EvidenceItemResponse } from '../../../shared/api/generated/types.gen.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { evidenceState, figuresOf, kindWord } from '../model/evidence-words.js';
import classes from './evidence.module.css';

/** One report, step or signature at a glance. */
export function EvidenceCard({ evidence, onOpen }: { evidence: EvidenceItemResponse; onOpen: () => void }) {
  const { kind, name, nodeKey, status, problem, recordedAt } = evidence;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h3 className={classes.kind}>{kindWord[kind]}</h3>
        <StateMark state={evidenceState[status]} />
      </div>
      <span className={classes.name}>{nodeKey === null ? name : `${name} of ${nodeKey}`}</span>
      <Figures evidence={evidence} />
      {problem !== null && <p className={classes.problem}>{problem}</p>}
      <div className={classes.foot}>
        <span className={classes.dim}>
          <RelativeTime at={recordedAt} />
        </span>
        <Button
          variant="default"
          size="compact-sm"
          onClick={onOpen}
          aria-label={`Details of ${kindWord[kind]} ${name}`}
        >
          Details
        </Button>
      </div>
    </li>
  );
}

export function Figures({ evidence }: { evidence: EvidenceItemResponse }) {
  const figures = figuresOf(evidence);
  if (figures.length === 0) return null;
  return (
    <dl className={classes.figures}>
      {figures.map(({ value, label, mark }) => (
        <div key={label} className={classes.figure} data-mark={mark}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
