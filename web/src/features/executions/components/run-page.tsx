import { type ReactNode, useRef } from 'react';
import type { ExecutionResponse } from '../../../shared/api/generated/types.gen.js';
import { InputList } from '../../../shared/ui/input-list.js';
import { Page } from '../../../shared/ui/page.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { executionState } from '../../../shared/model/states.js';
import type { LineRange } from '../model/line-range.js';
import { pickNode } from '../model/pick-node.js';
import type { RunView } from '../model/run-view.js';
import { Artifacts } from './artifacts.js';
import { DefinitionWarnings } from '../../../shared/ui/definition-warnings.js';
import { DefinitionProblems } from './definition-problems.js';
import { NodePanel } from './node-panel.js';
import { RunHeader } from './run-header.js';
import { RunVariables } from './run-variables.js';
import { RunViews } from './run-views.js';
import { ReplayWarnings } from './replay-warnings.js';
import replayClasses from './replay.module.css';
import classes from './run-page.module.css';

/** Where the panel stands below the graph, out of sight of who picks a node. */
const STACKED = '(max-width: 60em)';

type Props = {
  run: ExecutionResponse;
  view: RunView;
  onView: (view: RunView) => void;
  node: string | undefined;
  onNode: (key: string) => void;
  range: LineRange | undefined;
  onRange: (range: LineRange, node: string) => void;
  /** What speaks for and against the run, below its artifacts. */
  evidence: ReactNode;
};

/** One run: how it stands, the way it is on, its nodes, and the log of the node in question beside them. */
export function RunPage({ run, view, onView, node, onNode, range, onRange, evidence }: Props) {
  const { execution, nodes, problems } = run;
  const selected = pickNode(nodes, node);
  const panel = useRef<HTMLDivElement>(null);
  const select = (key: string) => {
    onNode(key);
    if (window.matchMedia(STACKED).matches) panel.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <Page width="full">
      <RunHeader execution={execution} replay={run.replay} />
      <InputList inputs={run.inputs} />
      <RunVariables variables={run.variables} />
      <Reason run={run} />
      {run.replay && run.replay.warnings.length > 0 && (
        <div className={replayClasses.onPage}>
          <ReplayWarnings warnings={run.replay.warnings} />
        </div>
      )}
      {problems.length > 0 && <DefinitionProblems run={run} />}
      <DefinitionWarnings warnings={run.warnings} />
      {selected && (
        <div className={classes.workspace}>
          <RunViews nodes={nodes} view={view} onView={onView} selected={selected.key} onSelect={select} />
          <div ref={panel} className={classes.panel}>
            <NodePanel
              execution={execution}
              node={selected}
              range={range}
              onRange={(lines) => onRange(lines, selected.key)}
            />
          </div>
        </div>
      )}
      {nodes.length > 0 && <Artifacts executionId={execution.id} onNode={select} />}
      {nodes.length > 0 && evidence}
    </Page>
  );
}

/** The reason of the run in a sentence, where no node says it already. */
function Reason({ run: { execution, nodes, problems } }: { run: ExecutionResponse }) {
  const isSaid =
    problems.length > 0 || (execution.status === 'failed' && nodes.some(({ message }) => message !== null));
  if (!execution.reason || isSaid) return null;
  const { mark } = executionState[execution.status];
  return (
    <p className={classes.reason} data-mark={mark}>
      <StateGlyph mark={mark} />
      <span className={classes.reasonText}>{execution.reason}</span>
    </p>
  );
}
