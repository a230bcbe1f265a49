import { useQuery } from '@tanstack/react-query';
import { getStandingOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { StandingResponse } from '../../../shared/api/generated/types.gen.js';
import { formatAbsolute } from '../../../shared/lib/relative-time.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './standing-banner.module.css';

/** Says on every page that nothing in the organization can be changed, why, and who can help. Silent while all is well. */
export function StandingBanner() {
  const org = useOrg();
  const { data } = useQuery({ ...getStandingOptions({ path: { org } }), staleTime: 30_000, retry: false });
  if (!data || data.status === 'active') return null;
  const isDoomed = data.status !== 'suspended';
  return (
    <div className={classes.banner} data-kind={isDoomed ? 'deletion' : 'suspension'} role="status">
      <StateGlyph mark={isDoomed ? 'failed' : 'warning'} size={14} />
      <p className={classes.text}>
        {isDoomed ? <Deletion standing={data} org={org} /> : <Suspension standing={data} />}
      </p>
    </div>
  );
}

function Suspension({ standing }: { standing: StandingResponse }) {
  return (
    <>
      <strong>This organization is suspended.</strong> Nothing in it can be changed; reading and exporting work as
      always. The reason given: “{standing.suspensionReason}”. Ask{' '}
      {standing.suspendedBy ?? 'the people who run this installation'}.
    </>
  );
}

function Deletion({ standing, org }: { standing: StandingResponse; org: string }) {
  const [isUtc] = useUtc();
  return (
    <>
      <strong>
        This organization will be deleted on {formatAbsolute(new Date(standing.deletionDueAt ?? ''), isUtc)}.
      </strong>{' '}
      {standing.deletionRequestedBy} scheduled it. Until then everything can be read and exported, and nothing changed.{' '}
      {standing.isDeletionByOwner ? (
        <TextLink to="/$org/settings/deletion" params={{ org }}>
          Take it back
        </TextLink>
      ) : (
        'Ask the people who run this installation to take it back.'
      )}
    </>
  );
}
