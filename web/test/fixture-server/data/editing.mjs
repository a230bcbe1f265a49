import { ago, id } from './ids.mjs';
import { pipelineSource } from './pipeline-source.mjs';
import { pipelines, repositories } from './pipelines.mjs';

const REVISION = '8ab686eafeb1f44702738c8b0f24f2567c36da6d';
const BROKEN = 'name: [checkout\nnodes:\n  a: { kind: checkout';

/** The nodes of a large pipeline, in rows that need the row before. */
const largeSource = (count) =>
  `name: everything\nnodes:\n${Array.from({ length: count }, (_, at) => {
    const needs = at < 6 ? '' : ` needs: [step-${at - 6}, step-${Math.max(0, at - 5 - (at % 6))}],`;
    return `  step-${at}: { kind: shell,${needs} run: make step-${at} }\n`;
  }).join('')}`;

const SOURCES = {
  new: null,
  broken: BROKEN,
  large: largeSource(180),
  'large-500': largeSource(500),
  'large-1000': largeSource(1000),
};

/** A file to edit; its branch says which: `new`, `broken`, `wrong`, `drafted`, `large`, `large-500`, `large-1000`, or the usual one. */
export function pipelineFile(repositoryId, query) {
  const branch = query.get('branch') ?? 'main';
  const source = branch in SOURCES ? SOURCES[branch] : pipelineSource(branch === 'wrong' ? 1 : 3);
  const repository = repositories.find((one) => one.id === repositoryId) ?? repositories[0];
  return {
    ...{ repositoryId, repositoryName: repository.name, branch, source, path: '.throughline/pipeline.yml' },
    ...{ commitSha: '9f3c1a2b7d40c1a2b7d409f3c1a2b7d409f3c1a2', revision: source === null ? null : REVISION },
    pipelineId: source === null ? null : pipelines[0].id,
    version: source === null ? null : 14,
  };
}

/** Of the branch `drafted` and of a file that is not there yet. */
export const drafts = [
  { branch: 'drafted', path: '.throughline/pipeline.yml', pipelineId: pipelines[0].id, version: 12 },
  { branch: 'main', path: '.throughline/nightly.yml', pipelineId: null, version: null },
].map((draft, at) => ({
  ...draft,
  ...{ id: id(`draft-${at}`), repositoryId: repositories[0].id, repositoryName: repositories[0].name, revision: null },
  keptAt: ago(60 * 20 * (at + 1)),
}));

export function draftOf(query) {
  const draft = drafts.find(({ branch, path }) => branch === query.get('branch') && path === query.get('path'));
  return { draft: draft ? { ...draft, text: pipelineSource(2) } : null };
}

export const validation = {
  valid: false,
  problems: [{ line: 10, column: 13, message: 'install needs chekout, and there is no such node' }],
  warnings: [
    { line: 4, column: 1, code: 'no-security', message: 'nothing looks for security problems before a deployment' },
  ],
  pipeline: null,
};

export const commit = {
  ...{ commitSha: '1a2b7d409f3c1a2b7d409f3c1a2b7d409f3c1a2b', isNew: true, branch: 'main', version: 4 },
  ...{ path: '.throughline/pipeline.yml', revision: REVISION, pipelineId: id('pipe-checkout') },
};
