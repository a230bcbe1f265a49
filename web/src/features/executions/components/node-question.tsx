import { useOrg } from '../../../shared/lib/use-org.js';
import { FailureQuestion } from '../../../shared/ui/approval/failure-question.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useQuestion } from '../api/executions.js';
import classes from './node-panel.module.css';

/** What to do about the failure of the node, asked and answered above its log. */
export function NodeQuestion({ questionId }: { questionId: string }) {
  const query = useQuestion(useOrg(), questionId);
  return (
    <div className={classes.failure}>
      <QueryView query={query}>
        {(approval) =>
          approval.failure && <FailureQuestion approval={approval} failure={approval.failure} isBesideLog />
        }
      </QueryView>
    </div>
  );
}
