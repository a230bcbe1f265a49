import type { ReactNode } from 'react';
import type {
  ConfigChangeResponse,
  PromotionPreviewResponse,
  ReleaseResponse,
} from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { useReleases } from '../api/deployments.js';
import { releasesBetween } from '../model/releases-between.js';
import classes from './preview.module.css';

type Props = { preview: PromotionPreviewResponse; serviceId: string; environment: string };

/** What changes if you say yes: the release, the commits it brings, the configuration, and what stands in the way. */
export function PromotionPreview({ preview, serviceId, environment }: Props) {
  const { release, currentRelease, configChanges, blockers } = preview;
  return (
    <div className={classes.preview}>
      <Blockers blockers={blockers} />
      {release && (
        <>
          <p className={classes.step}>
            <span className={classes.from}>{currentRelease?.version ?? 'nothing'}</span>
            <span className={classes.arrow} aria-label="becomes">
              →
            </span>
            <span className={classes.to}>{release.version}</span>
            <span className={classes.where}>in {environment}</span>
          </p>
          <Commits serviceId={serviceId} current={currentRelease} next={release} />
        </>
      )}
      <ConfigChanges changes={configChanges} />
    </div>
  );
}

function Blockers({ blockers }: { blockers: readonly string[] }) {
  if (blockers.length === 0) return null;
  return (
    <div className={classes.blockers} role="status">
      <p className={classes.heading}>This cannot be promoted now</p>
      <ul>
        {blockers.map((text) => (
          <li key={text}>
            <span data-mark="failed">
              <StateGlyph mark="failed" size={11} />
            </span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Commits({
  serviceId,
  current,
  next,
}: {
  serviceId: string;
  current: ReleaseResponse | null;
  next: ReleaseResponse;
}) {
  const { data } = useReleases(useOrg(), serviceId);
  const releases = releasesBetween(data?.items ?? [], current, next);
  return (
    <Part title="Releases and commits" count={releases.length}>
      <ul className={classes.rows}>
        {releases.map(({ id, version, commit }) => (
          <li key={id}>
            <span className={classes.version}>{version}</span>
            <ShortId id={commit.sha} kind="commit" />
            <span className={classes.grow}>{commit.message}</span>
            <span className={classes.dim}>{commit.authorName}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const SIGNS: Record<string, string> = { added: '+', changed: '~', removed: '−' };

function ConfigChanges({ changes }: { changes: readonly ConfigChangeResponse[] }) {
  return (
    <Part title="Configuration" count={changes.length}>
      {changes.length === 0 && <p className={classes.dim}>The same as it runs with now.</p>}
      <ul className={classes.rows}>
        {changes.map(({ name, change }) => (
          <li key={name} data-change={change}>
            <span className={classes.sign} aria-hidden="true">
              {SIGNS[change] ?? '~'}
            </span>
            <code>{name}</code>
            <span className={classes.dim}>{change}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.heading}>
        {title} {count > 0 && <span className={classes.dim}>{count}</span>}
      </h3>
      {children}
    </section>
  );
}
