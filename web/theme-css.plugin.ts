import {
  convertCssVariables,
  deepMerge,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { cssVariablesResolver, theme } from './src/app/theme.js';

const PUBLIC_ID = 'virtual:theme.css';
const RESOLVED_ID = '\0virtual:theme.css';

/**
 * Writes the theme's CSS variables into the built stylesheet. Mantine would otherwise inject them in a <style>
 * element at run time, which `style-src 'self'` refuses.
 */
export function themeCss(): Plugin {
  return {
    name: 'throughline:theme-css',
    resolveId: (id) => (id === PUBLIC_ID ? RESOLVED_ID : undefined),
    load(id) {
      if (id !== RESOLVED_ID) return undefined;
      const merged = mergeMantineTheme(DEFAULT_THEME, theme);
      return convertCssVariables(deepMerge(defaultCssVariablesResolver(merged), cssVariablesResolver(merged)));
    },
  };
}
