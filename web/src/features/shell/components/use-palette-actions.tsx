import { useMantineColorScheme } from '@mantine/core';
import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  listExecutionsOptions,
  listIncidentsOptions,
  listPipelinesOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { executionState, incidentState } from '../../../shared/model/states.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { NAVIGATION } from '../model/navigation.js';
import { openKeyHelp } from '../model/shell-events.js';

const RECENT = 20;

/** Everything the palette can do, grouped; what is loaded from the server appears when it arrives. */
export function usePaletteActions(): SpotlightActionGroupData[] {
  return [usePages(), useRecentRuns(), usePipelines(), useIncidents(), useDisplay()];
}

function usePages(): SpotlightActionGroupData {
  const navigate = useNavigate();
  const org = useOrg();
  const actions = NAVIGATION.filter((item) => !item.isLater).map((item) => ({
    id: `page:${item.key}`,
    label: item.label,
    rightSection: item.goKey ? <kbd>g {item.goKey}</kbd> : undefined,
    onClick: () => void navigate({ to: item.to, params: { org } }),
  }));
  return { group: 'Go to', actions };
}

function useRecentRuns(): SpotlightActionGroupData {
  const navigate = useNavigate();
  const org = useOrg();
  const { data } = useQuery(listExecutionsOptions({ path: { org }, query: { limit: RECENT } }));
  const actions = (data?.items ?? []).map((execution): SpotlightActionData => {
    const { mark, word } = executionState[execution.status];
    return {
      id: `execution:${execution.id}`,
      label: `Run #${execution.number} · ${execution.pipelineName}`,
      description: `${word} · ${execution.commit.message}`,
      keywords: [execution.commit.sha, execution.commit.branch],
      leftSection: <StateGlyph mark={mark} size={14} />,
      onClick: () => void navigate({ to: '/$org/executions/$executionId', params: { org, executionId: execution.id } }),
    };
  });
  return { group: 'Recent runs', actions };
}

function usePipelines(): SpotlightActionGroupData {
  const navigate = useNavigate();
  const org = useOrg();
  const { data } = useQuery(listPipelinesOptions({ path: { org } }));
  const actions = (data?.items ?? []).map((pipeline) => ({
    id: `pipeline:${pipeline.id}`,
    label: pipeline.name,
    description: pipeline.path,
    onClick: () => void navigate({ to: '/$org/pipelines/$pipelineId', params: { org, pipelineId: pipeline.id } }),
  }));
  return { group: 'Pipelines', actions };
}

function useIncidents(): SpotlightActionGroupData {
  const navigate = useNavigate();
  const org = useOrg();
  const { data } = useQuery(listIncidentsOptions({ path: { org }, query: { unresolved: true } }));
  const actions = (data?.items ?? []).map((incident) => ({
    id: `incident:${incident.id}`,
    label: `Incident #${incident.number} · ${incident.title}`,
    description: `${incident.serviceName} in ${incident.environmentName}`,
    leftSection: <StateGlyph mark={incidentState[incident.state].mark} size={14} />,
    onClick: () => void navigate({ to: '/$org/incidents/$incidentId', params: { org, incidentId: incident.id } }),
  }));
  return { group: 'Unresolved incidents', actions };
}

function useDisplay(): SpotlightActionGroupData {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return {
    group: 'Look and help',
    actions: [
      { id: 'scheme:light', label: 'Light colours', onClick: () => setColorScheme('light') },
      { id: 'scheme:dark', label: 'Dark colours', onClick: () => setColorScheme('dark') },
      { id: 'scheme:auto', label: 'Colours like the system', onClick: () => setColorScheme('auto') },
      { id: 'keys', label: 'Keyboard shortcuts', onClick: openKeyHelp },
    ],
  };
}
