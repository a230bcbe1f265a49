/** Of variables that the runner sets itself. */
const OWN = 'THROUGHLINE_';

export const SECRET_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
export const MAX_SECRET_LENGTH = 16_384;
export const MAX_SECRETS_OF_NODE = 20;

/** Whether a text can be the name of a secret, and so of the variable that a step finds it in. */
export const isSecretName = (text: string): boolean => SECRET_NAME.test(text) && !text.startsWith(OWN);
