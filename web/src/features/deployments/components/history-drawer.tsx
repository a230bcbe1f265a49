import { Drawer } from '@mantine/core';
import type { BoardResponse, DeploymentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useHistory, type Slot } from '../api/deployments.js';
import { slotOn } from '../model/board.js';
import { logsOf } from '../model/logs-of.js';
import { Comparison } from './comparison.js';
import { HistoryItem } from './history-item.js';
import { RollBack } from './roll-back.js';
import classes from './history.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

type Props = {
  board: BoardResponse;
  slot: Slot;
  compare: string | undefined;
  onCompare: (id: string | undefined) => void;
  onClose: () => void;
};

/** What was deployed to one slot, with the way back, beside the board. */
export function HistoryDrawer({ board, slot, compare, onCompare, onClose }: Props) {
  useFocusBack();
  const org = useOrg();
  const query = useHistory(org, slot);
  const { title, live } = slotOn(board, slot.serviceId, slot.environmentId);
  const empty = (
    <p className={classes.none}>
      Nothing was deployed here yet. A node of kind deploy, or a promotion from the environment before, brings the first
      release.
    </p>
  );
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={<span className={classes.title}>{title}</span>}>
      {live && <Actions live={live} />}
      {compare && live && <Comparison leftId={compare} rightId={live.id} onClose={() => onCompare(undefined)} />}
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <ol className={classes.history} aria-label="History, newest first">
            {items.map((deployment) => (
              <HistoryItem
                key={deployment.id}
                deployment={deployment}
                isLive={deployment.id === live?.id}
                onCompare={live ? onCompare : undefined}
              />
            ))}
          </ol>
        )}
      </QueryView>
    </Drawer>
  );
}

function Actions({ live }: { live: DeploymentSummaryResponse }) {
  const org = useOrg();
  return (
    <div className={classes.actions}>
      <RollBack deployment={live} />
      <LinkButton variant="default" to="/$org/logs" params={{ org }} search={logsOf(live.id)}>
        Logs of this deployment
      </LinkButton>
      {live.url && (
        <a className={classes.app} href={live.url} target="_blank" rel="noreferrer">
          Open the app
        </a>
      )}
    </div>
  );
}
