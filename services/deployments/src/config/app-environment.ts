interface AppEnvironment {
  path: string;
  home: string;
  variables: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
  port: number;
  deploymentId: string;
}

/**
 * The whole environment of an app: nothing of our own process leaks into it. What is declared wins over PATH and
 * HOME; what the product promises (PORT, DEPLOYMENT_ID) wins over what is declared.
 */
export function appEnvironment(of: AppEnvironment): Record<string, string> {
  return {
    PATH: of.path,
    HOME: of.home,
    ...of.variables,
    ...of.secrets,
    PORT: String(of.port),
    DEPLOYMENT_ID: of.deploymentId,
  };
}
