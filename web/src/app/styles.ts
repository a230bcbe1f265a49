// The order matters: the library first, then our values for its variables, then our own rules.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.css';
import 'virtual:theme.css';
import './tokens.css';
import './base.css';
