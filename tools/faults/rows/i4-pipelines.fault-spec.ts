import { document } from '../../../services/pipelines/test/document.js';
import { furnishPipelines } from '../../../services/pipelines/test/furnished-pipelines.js';
import { isPlainGit } from './i4-git.ts';
import { describeInjections } from './i4-service.ts';

describeInjections('pipelines', { document, furnish: furnishPipelines, isOrdinary: isPlainGit });
