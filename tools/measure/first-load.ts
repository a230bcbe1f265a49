import { chromium } from 'playwright-core';

export interface FirstLoad {
  path: string;
  /** Bytes on the wire in kB (1,000 bytes), compressed, caches empty. */
  scriptKb: number;
  styleKb: number;
}

/** What a browser with an empty cache loads for a page before it settles. */
export async function firstLoad(url: string, path: string, executablePath: string): Promise<FirstLoad> {
  const browser = await chromium.launch({ executablePath, args: ['--disable-background-networking'] });
  try {
    const page = await browser.newPage();
    const bytes = { Script: 0, Stylesheet: 0 };
    const devtools = await page.context().newCDPSession(page);
    const kinds = new Map<string, string>();
    await devtools.send('Network.enable');
    devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId);
      if (kind === 'Script' || kind === 'Stylesheet') bytes[kind] += encodedDataLength;
    });
    await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
    return { path, scriptKb: bytes.Script / 1_000, styleKb: bytes.Stylesheet / 1_000 };
  } finally {
    await browser.close();
  }
}
