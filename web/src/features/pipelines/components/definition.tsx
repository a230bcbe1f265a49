import type { PipelineVersionResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DefinitionWarnings } from '../../../shared/ui/definition-warnings.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { useVersions } from '../api/pipelines.js';
import { SaveTemplate } from '../templates/save-template.js';
import { Source } from './source.js';
import classes from './pipelines.module.css';

type Props = { pipelineId: string; name: string; version: number; onVersion: (version: number) => void };

/** The text of one version with line numbers, and the versions to choose from. */
export function Definition({ pipelineId, name, version, onVersion }: Props) {
  const query = useVersions(useOrg(), pipelineId);
  const shown = query.data?.items.find((item) => item.version === version) ?? query.data?.items[0];
  return (
    <div>
      <Section
        title={shown ? `Definition, version ${shown.version}` : 'Definition'}
        aside={shown && <SaveTemplate name={name} source={shown.source} />}
      >
        <QueryView query={query}>
          {() =>
            shown && (
              <>
                <DefinitionWarnings warnings={shown.warnings} />
                <Source source={shown.source} />
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
