import { IconArrowRight } from '@tabler/icons-react';
import type { BoardRowResponse } from '../../../shared/api/generated/types.gen.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import type { PromotionPath } from '../api/deployments.js';
import type { Place } from '../model/board.js';
import classes from './board.module.css';

type Props = {
  service: BoardRowResponse;
  place: Place;
  before: NonNullable<Place['before']>;
  onAsk: (path: PromotionPath) => void;
};

/** Between two cells: promotes what is live on the left. Where nothing can go it still tells why, by the same dialog. */
export function PromoteGap({ service, place, before, onAsk }: Props) {
  const version = place.cell.promotableVersion;
  const way = `${service.serviceName} from ${before.environment.name} to ${place.environment.name}`;
  const ask = () =>
    onAsk({
      serviceId: service.serviceId,
      fromEnvironmentId: before.environment.id,
      toEnvironmentId: place.environment.id,
    });
  if (!before.cell.live) return <span className={classes.gap} />;
  if (!version) {
    return (
      <span className={classes.gap} data-quiet>
        <button
          type="button"
          className={classes.arrow}
          aria-label={`Preview a promotion of ${way}`}
          title="Preview a promotion"
          onClick={ask}
        >
          <IconArrowRight size={16} aria-hidden />
        </button>
      </span>
    );
  }
  return (
    <span className={classes.gap}>
      <PermittedButton
        permission="deployments.promote"
        environmentId={place.environment.id}
        size="compact-sm"
        variant="light"
        onClick={ask}
        aria-label={`Promote ${version}: ${way}`}
        rightSection={<IconArrowRight size={14} className={classes.along} />}
      >
        Promote {version}
      </PermittedButton>
    </span>
  );
}
