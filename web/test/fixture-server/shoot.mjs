// Takes pictures of pages on both widths and schemes and runs axe on each.
//   node test/fixture-server/shoot.mjs --out=<folder> [--base=http://localhost:4400] [--only=light-1440] /acme /acme/logs …
// [--state=empty] [--fail=<pattern>] [--forbid=<pattern>] [--outrun=<pattern>] [--hang=<pattern>] are wishes of the fixture server (wishes.mjs);
// [--click="Run again"] clicks on buttons, links, tabs of these names first (several with |); [--wait=700] milliseconds.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const option = (name, fallback) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;
const OUT = option('out', 'shots');
const BASE = option('base', 'http://localhost:4400');
const ONLY = option('only', '');
const WAIT_MS = Number(option('wait', '700'));
const CLICKS = option('click', '').split('|').filter(Boolean);
const WISHES = ['state', 'fail', 'forbid', 'outrun', 'hang'].map((name) => ({
  name,
  value: encodeURIComponent(option(name, '')),
}));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const paths = process.argv.slice(2).filter((word) => word.startsWith('/'));
const seen = new Set();
const variants = ['light', 'dark'].flatMap((scheme) =>
  [
    [1440, 900],
    [390, 844],
  ].map(([width, height]) => ({ scheme, width, height })),
);
const name = (path) => path.replace(/^\//, '').replaceAll(/[^\w]+/g, '_') || 'root';

async function watchPage(page, report) {
  page.on('console', (message) => message.type() === 'error' && report.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => report.push(`error: ${error.message}`));
  await page.addInitScript(() => {
    globalThis.addEventListener('securitypolicyviolation', (event) =>
      console.error(
        `CSP ${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
      ),
    );
  });
}

async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(globalThis.document, { resultTypes: ['violations'] }),
  );
  return violations.flatMap((rule) =>
    rule.nodes
      .slice(0, 4)
      .map((node) => `axe ${rule.id}: ${node.html.slice(0, 140)} — ${node.any[0]?.message ?? node.failureSummary}`),
  );
}

async function click(page, name, report) {
  const control = ['button', 'link', 'tab', 'menuitem', 'radio', 'option']
    .map((role) => page.getByRole(role, { name }))
    .reduce((one, other) => one.or(other));
  await control
    .filter({ visible: true })
    .first()
    .click({ timeout: 3000 })
    .catch((error) => report.push(`no click on ${name}: ${error.message.split('\n')[0]}`));
  await page.waitForTimeout(600); // as above
}

async function shoot(context, path, { scheme, width }) {
  const page = await context.newPage();
  const report = [];
  await watchPage(page, report);
  await page.goto(BASE + path);
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: 5000 })
    .catch(() => report.push('no h1'));
  await page.waitForTimeout(WAIT_MS); // pictures only: lets fonts and the last queries settle
  for (const name of CLICKS) await click(page, name, report);
  report.push(...(await axe(page)));
  const overflow = await page.evaluate(() => globalThis.document.documentElement.scrollWidth - globalThis.innerWidth);
  if (overflow > 0) report.push(`scrolls sideways by ${overflow} px`);
  await page.screenshot({ path: join(OUT, `${name(path)}-${scheme}-${width}.png`), fullPage: CLICKS.length === 0 });
  await page.close();
  console.log(`${report.length === 0 ? 'ok  ' : 'BAD '} ${path} ${scheme} ${width}`);
  const fresh = [...new Set(report)].filter((line) => !seen.has(line));
  fresh.forEach((line) => (seen.add(line), console.log(`      ${line.slice(0, 260)}`)));
}

await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const variant of variants.filter(({ scheme, width }) => `${scheme}-${width}`.includes(ONLY))) {
  const context = await browser.newContext({
    colorScheme: variant.scheme,
    viewport: { width: variant.width, height: variant.height },
    reducedMotion: 'reduce',
  });
  await context.addCookies(WISHES.filter(({ value }) => value !== '').map((wish) => ({ ...wish, url: BASE })));
  for (const path of paths) await shoot(context, path, variant);
  await context.close();
}
await browser.close();
