import type { PipelineType } from '../../../shared/api/generated/types.gen.js';

const WORDS: Record<PipelineType, string> = {
  cicd: 'CI/CD',
  mlops: 'MLOps',
  llmops: 'LLMOps',
  infrastructure: 'Infrastructure',
  security: 'Security',
};

export const PIPELINE_TYPES = Object.keys(WORDS) as PipelineType[];

/** What people read for what a pipeline is for. */
export const typeWord = (type: PipelineType): string => WORDS[type];
