import { get } from 'node:http';
import { chromium } from 'playwright-core';

export interface FirstLoad {
  path: string;
  /** kB (1,000 bytes) of gzip bodies that a browser with an empty cache fetches before the page settles. */
  scriptKb: number;
  styleKb: number;
}

/** What a browser with an empty cache loads for a page; each file's size is that of its gzip answer. */
export async function firstLoad(url: string, path: string, executablePath: string): Promise<FirstLoad> {
  const browser = await chromium.launch({ executablePath, args: ['--disable-background-networking'] });
  const loaded = { script: new Set<string>(), stylesheet: new Set<string>() };
  try {
    const page = await browser.newPage();
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind === 'script' || kind === 'stylesheet') loaded[kind].add(response.url());
    });
    await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
  } finally {
    await browser.close();
  }
  return { path, scriptKb: await gzipKb(loaded.script), styleKb: await gzipKb(loaded.stylesheet) };
}

async function gzipKb(urls: Set<string>): Promise<number> {
  const sizes = await Promise.all([...urls].map(gzipBytes));
  return sizes.reduce((total, bytes) => total + bytes, 0) / 1_000;
}

function gzipBytes(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
    });
    request.on('error', reject);
  });
}
