import { Group, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { PipelineVersionResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DefinitionWarnings } from '../../../shared/ui/definition-warnings.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { PageSkeleton } from '../../../shared/ui/skeletons.js';
import { Section } from '../../../shared/ui/section.js';
import { useVersions } from '../api/pipelines.js';
import { SaveTemplate } from '../templates/save-template.js';
import { Source } from './source.js';
import classes from './pipelines.module.css';

const TextDiff = lazy(() =>
  import('../editor/components/text-diff.js').then((module) => ({ default: module.TextDiff })),
);
const VersionGraph = lazy(() =>
  import('../editor/components/version-graph.js').then((module) => ({ default: module.VersionGraph })),
);
const LOOKS = [
  { value: 'text', label: 'Text' },
  { value: 'graph', label: 'Graph' },
  { value: 'changes', label: 'Changes' },
];

type Props = { pipelineId: string; name: string; version: number; onVersion: (version: number) => void };

/** One version as its text, as a graph, or as what it changed, and the versions to choose from. */
export function Definition({ pipelineId, name, version, onVersion }: Props) {
  const query = useVersions(useOrg(), pipelineId);
  const [look, setLook] = useState('text');
  const newest = query.data?.items[0];
  const shown = query.data?.items.find((item) => item.version === version) ?? newest;
  return (
    <div>
      <Section
        title={shown ? `Definition, version ${shown.version}` : 'Definition'}
        description={olderWords(shown, newest)}
        aside={
          shown && (
            <Group gap="xs">
              <SegmentedControl
                size="xs"
                aria-label="How to show the version"
                value={look}
                onChange={setLook}
                data={LOOKS}
              />
              <SaveTemplate name={name} source={shown.source} />
            </Group>
          )
        }
      >
        <QueryView query={query}>
          {({ items }) =>
            shown && (
              <>
                <DefinitionWarnings warnings={shown.warnings} />
                <Version look={look} shown={shown} before={versionBefore(items, shown)} />
              </>
            )
          }
        </QueryView>
      </Section>
      {query.data && query.data.items.length > 0 && (
        <Section
          title="Versions"
          count={query.data.items.length}
          description="A version is kept for good: a run always says which one it ran."
        >
          <Versions versions={query.data.items} shown={shown?.version} onVersion={onVersion} />
        </Section>
      )}
    </div>
  );
}

/** Of a version that is not the newest: which one counts. */
function olderWords(shown: PipelineVersionResponse | undefined, newest: typeof shown): string | undefined {
  if (!newest || shown === newest) return undefined;
  return `An older one, as it was. Runs that begin now use version ${newest.version}.`;
}

const versionBefore = (versions: readonly PipelineVersionResponse[], { version }: PipelineVersionResponse) =>
  versions.find((one) => one.version < version);

type VersionProps = { look: string; shown: PipelineVersionResponse; before: PipelineVersionResponse | undefined };

function Version({ look, shown, before }: VersionProps) {
  if (look === 'text') return <Source source={shown.source} />;
  const label = before ? `What changed since version ${before.version}` : 'The first version';
  return (
    <Suspense fallback={<PageSkeleton />}>
      {look === 'graph' && <VersionGraph source={shown.source} />}
      {look === 'changes' && <TextDiff before={before?.source ?? ''} after={shown.source} label={label} />}
    </Suspense>
  );
}

type VersionsProps = {
  versions: readonly PipelineVersionResponse[];
  shown: number | undefined;
  onVersion: (version: number) => void;
};

function Versions({ versions, shown, onVersion }: VersionsProps) {
  return (
    <ul className={classes.versions}>
      {versions.map(({ version, commitSha, createdAt }) => (
        <li key={version}>
          <button
            type="button"
            className={classes.version}
            aria-pressed={version === shown}
            onClick={() => onVersion(version)}
          >
            <strong>Version {version}</strong>
            <code className={classes.sha}>{commitSha.slice(0, 7)}</code>
            <RelativeTime at={createdAt} />
          </button>
        </li>
      ))}
    </ul>
  );
}
