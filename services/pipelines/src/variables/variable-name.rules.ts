/** As secrets, so that what is one today can be the other tomorrow. */
export { isSecretName as isVariableName, SECRET_NAME as VARIABLE_NAME } from '../pipeline-secrets/secret-name.rules.js';

export const MAX_VARIABLE_LENGTH = 4_096;
