/** What names a branch, a pipeline file and the id of its content. */
export const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
export const FILE_PATH = /^(?!\/)(?!.*\.\.)(?!.*\/\/)[A-Za-z0-9._/-]{1,195}\.ya?ml$/;
export const REVISION = /^[0-9a-f]{40}$/;

export const BRANCH_WORDS = { message: 'branch must be the name of a branch' };
export const PATH_WORDS = { message: 'path must be a path inside the repository that ends with .yml or .yaml' };
export const REVISION_WORDS = { message: 'revision must be 40 hex digits or null' };
