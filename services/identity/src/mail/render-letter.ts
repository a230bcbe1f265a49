import type { Letter } from './mail-templates.js';
import { escapeHtml } from './mail-words.js';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif;font-size:16px;line-height:1.5';
const PAGE = `margin:0;padding:32px 16px;background:#f5f6f8;color:#16181d;${FONT}`;
const CARD = 'max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #e1e4ea;border-radius:8px';
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#16181d;color:#ffffff;text-decoration:none;font-weight:600';
const SMALL = 'margin:24px 0 0;color:#5b6270;font-size:14px';

/** The letter as plain text and as HTML without anything remote: no image, no tracking, the link also spelled out. */
export function renderLetter(letter: Letter): RenderedMail {
  return { subject: letter.subject, text: textOf(letter), html: htmlOf(letter) };
}

function textOf({ greeting, paragraphs, action, closing }: Letter): string {
  const link = action ? [`${action.label}:\n${action.link}`] : [];
  return `${[greeting, ...paragraphs, ...link, closing, 'Throughline'].join('\n\n')}\n`;
}

function htmlOf({ subject, greeting, paragraphs, action, closing }: Letter): string {
  const lines = [greeting, ...paragraphs].map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`);
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${PAGE}"><div style="${CARD}"><h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(subject)}</h1>`,
    ...lines,
    ...(action ? actionOf(action) : []),
    `<p style="${SMALL}">${escapeHtml(closing)}</p><p style="${SMALL}">Throughline</p></div></body></html>`,
  ].join('\n');
}

function actionOf({ label, link }: { label: string; link: string }): string[] {
  const href = escapeHtml(link);
  return [
    `<p style="margin:24px 0"><a href="${href}" target="_blank" rel="noopener noreferrer" style="${BUTTON}">${escapeHtml(label)}</a></p>`,
    `<p style="${SMALL};overflow-wrap:anywhere">Or open this address: ${href}</p>`,
  ];
}
