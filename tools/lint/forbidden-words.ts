/**
 * What no tracked file may contain: secrets, and traces of one machine. Each pattern is written so that it does not
 * match itself, so this file is scanned like any other.
 */
export interface ForbiddenWord {
  pattern: RegExp;
  why: string;
}

const ABSOLUTE = String.raw`(?<![\w.}*/-])`;

export const FORBIDDEN_WORDS: ForbiddenWord[] = [
  { pattern: new RegExp(`${ABSOLUTE}/[w]ork/`), why: 'an absolute path of the build machine' },
  { pattern: new RegExp(`${ABSOLUTE}/[t]mp/brief`), why: 'an absolute path of the build machine' },
  { pattern: /\.\.\/[s]hared\/(design|reference)/, why: 'a page outside the repository' },
  { pattern: /registry\.[n]pmjs|registry\.[y]arnpkg|[n]pm\.pkg\.github/, why: 'a package registry host' },
  { pattern: /^\s*(@[\w-]+:)?[r]egistry\s*=\s*http/m, why: 'a package registry setting' },
  { pattern: /"resolved":\s*"http/, why: 'a package registry host' },
  { pattern: /_[a]uthToken\s*=/, why: 'a registry credential' },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64}/, why: 'a private key' },
  { pattern: /\bAKIA[0-9A-Z]{16}\b/, why: 'an AWS access key' },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,}/, why: 'a GitHub token' },
  { pattern: /\bglpat-[\w-]{20}\b/, why: 'a GitLab token' },
  { pattern: /\bxox[abpr]-[\w-]{20,}/, why: 'a Slack token' },
  { pattern: /\b[sr]k_live_[A-Za-z0-9]{20,}/, why: 'a Stripe key' },
  { pattern: /\bnpm_[A-Za-z0-9]{36}\b/, why: 'an npm token' },
];
