import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { isUntouched } from '../model/run-state.js';
import { untouchedWords } from '../model/untouched-words.js';
import classes from './node-panel.module.css';

/** A node that is a pipeline has no log: the run that it has started tells everything. */
export function NodeChild({ node }: { node: NodeResponse }) {
  const org = useOrg();
  return (
    <p className={classes.note}>
      {node.child ? (
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId: node.child.id }}>
          Open {node.child.pipelineName} #{node.child.number}
        </TextLink>
      ) : (
        wordsOf(node)
      )}
    </p>
  );
}

function wordsOf(node: NodeResponse): string {
  if (node.status === 'waiting') return 'The other pipeline is being started.';
  return isUntouched(node.status) ? untouchedWords(node) : 'It has started no other run.';
}
