/** What an injected string would do if something took it for more than a string. */
export interface Injection {
  kind: 'sql' | 'command' | 'path' | 'template' | 'header' | 'csv' | 'markup';
  text: string;
}

/** What `1337*7331` is: in a text that was given the product as a formula, something has computed it. */
export const COMPUTED = '9801547';
const SUM = '1337*7331';
/** The header that header injections would add. */
export const INJECTED_HEADER = 'x-injected';
/** The table that injected SQL would make. */
export const INJECTED_TABLE = 'injected';

/** What stands in the file that path injections are after. */
export const HOST_SECRET = 'only who walks out of the root reads this';

const SQL = [
  `'`,
  `"`,
  `\\'`,
  `' OR '1'='1`,
  `'; CREATE TABLE ${INJECTED_TABLE} (); --`,
  `"; CREATE TABLE ${INJECTED_TABLE} (); --`,
  `1); CREATE TABLE ${INJECTED_TABLE} (); --`,
  `' UNION SELECT version(), NULL --`,
  `1; SELECT pg_sleep(20)`,
  `$1`,
  `$$; SELECT 1; $$`,
  `:name ? @p1`,
  `/* */ -- #`,
  `%' OR 1=1 --`,
  `a%_\\`,
  `& | ! ( <-> :*`,
  `[a-(`,
  `$.a[?(@.b`,
  `{1,"2`,
  `created_at; DROP TABLE note`,
];

/** Each would leave a file of its own in the folder. */
const commands = (folder: string): string[] =>
  [
    (file: string) => `; touch ${file}`,
    (file: string) => `$(touch ${file})`,
    (file: string) => `\`touch ${file}\``,
    (file: string) => `| touch ${file}`,
    (file: string) => `&& touch ${file} &&`,
    (file: string) => `a\ntouch ${file}`,
    (file: string) => `'; touch ${file}; '`,
    (file: string) => `--upload-pack=touch ${file}`,
    (file: string) => `--output=${file}`,
    (file: string) => `-oProxyCommand=touch ${file}`,
    (file: string) => `ext::sh -c touch% ${file}`,
    (file: string) => `-c core.sshCommand=touch\${IFS}${file}`,
  ].map((command, at) => command(`${folder}/command-${at}`));

const paths = (folder: string): string[] => {
  const secret = `${folder}/outside/secret.txt`;
  return [
    secret,
    `../../../../../../../..${secret}`,
    `file://${secret}`,
    `..%2f..%2f..%2f..%2f..%2f..${secret.replaceAll('/', '%2f')}`,
    `....//....//....//....//....//..${secret}`,
    `..\\..\\..\\..${secret.replaceAll('/', '\\')}`,
    `${secret}\u0000.png`,
    `../escaped`,
    `${folder}/escaped`,
    '~/.ssh/id_ed25519',
  ];
};

const TEMPLATES = [
  `{{${SUM}}}`,
  `\${${SUM}}`,
  `#{${SUM}}`,
  `<%= ${SUM} %>`,
  `{% print(${SUM}) %}`,
  `@(${SUM})`,
  `{{constructor.constructor('return ${SUM}')()}}`,
  `[[\${${SUM}}]]`,
];

const HEADERS = [
  `a\r\n${INJECTED_HEADER}: yes`,
  `a\n${INJECTED_HEADER}: yes`,
  `a\r${INJECTED_HEADER}: yes`,
  `a\r\nBcc: thief@example.org\r\n\r\nBody`,
  `a%0d%0a${INJECTED_HEADER}:%20yes`,
  `a\u560d\u560a${INJECTED_HEADER}: yes`,
  `a"; ${INJECTED_HEADER}="yes`,
];

export const CSV = [`=${SUM}`, `+${SUM}`, `-${SUM}`, `@SUM(${SUM})`, `\t=${SUM}`, `\r=${SUM}`, `\n=${SUM}`, `＝${SUM}`];

/** No browser of ours takes markup from a text, and no mail may either. */
export const MARKUP = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>'];

/** The corpus; what its commands and paths aim at lies in the folder. */
export function corpusFor(folder: string): Injection[] {
  const texts: Record<Injection['kind'], readonly string[]> = {
    sql: SQL,
    command: commands(folder),
    path: paths(folder),
    template: TEMPLATES,
    header: HEADERS,
    csv: CSV,
    markup: MARKUP,
  };
  return Object.entries(texts).flatMap(([kind, list]) =>
    list.map((text) => ({ kind: kind as Injection['kind'], text })),
  );
}
