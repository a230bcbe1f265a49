import { useOrg } from '../../../shared/lib/use-org.js';
import { ApprovalAnswer } from '../../../shared/ui/approval/approval-answer.js';
import { Evidence } from '../../../shared/ui/approval/evidence.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useApproval } from '../api/executions.js';
import classes from './node-panel.module.css';

/** The question the run waits on, answered here, with what it rests on beside it. */
export function NodeApproval({ approvalId }: { approvalId: string }) {
  const query = useApproval(useOrg(), approvalId);
  return (
    <div className={classes.approval}>
      <QueryView query={query}>
        {(approval) => (
          <>
            <div className={classes.answer}>
              <h3 className={classes.question}>{approval.title}</h3>
              <ApprovalAnswer approval={approval} />
            </div>
            <div className={classes.evidence}>
              <h3 className={classes.question}>Evidence</h3>
              <Evidence pack={approval.pack} />
            </div>
          </>
        )}
      </QueryView>
    </div>
  );
}
