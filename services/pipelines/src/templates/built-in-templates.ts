import type { BuiltInTemplate } from './built-in-template.js';
import { AI_AGENTS } from './built-in/ai-agents.js';
import { BASIC_CI_CD } from './built-in/basic-ci-cd.js';
import { CONTINUOUS_TRAINING } from './built-in/continuous-training.js';
import { INFRASTRUCTURE } from './built-in/infrastructure.js';
import { LLM_FINE_TUNE } from './built-in/llm-fine-tune.js';
import { MICROSERVICES } from './built-in/microservices.js';
import { ML_TRAINING } from './built-in/ml-training.js';
import { MULTI_ENVIRONMENT } from './built-in/multi-environment.js';
import { RAG } from './built-in/rag.js';
import { SECURITY_SCAN } from './built-in/security-scan.js';

/** The library as it comes: every one runs in an empty repository. */
export const BUILT_IN_TEMPLATES: readonly BuiltInTemplate[] = [
  BASIC_CI_CD,
  MULTI_ENVIRONMENT,
  MICROSERVICES,
  ML_TRAINING,
  CONTINUOUS_TRAINING,
  LLM_FINE_TUNE,
  RAG,
  AI_AGENTS,
  INFRASTRUCTURE,
  SECURITY_SCAN,
];
