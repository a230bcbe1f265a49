/** What a pipeline is for, as people sort them; it changes nothing about how one runs. */
export const PIPELINE_TYPES = ['cicd', 'mlops', 'llmops', 'infrastructure', 'security'] as const;
export type PipelineType = (typeof PIPELINE_TYPES)[number];

export const DEFAULT_TYPE: PipelineType = 'cicd';
