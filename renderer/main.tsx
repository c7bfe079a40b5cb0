import '@fontsource-variable/inter';
import 'katex/dist/katex.min.css';
import './theme/theme.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/App.tsx';
import { Refused } from './app/Refused.tsx';
import { connectEngine } from './engine/connect.ts';
import { storedSettings } from './state/figure.ts';
import { createAppStore } from './state/store.ts';
import { followTheme } from './theme/theme.ts';

// A strict CSP forbids the code that zod would generate.
z.config({ jitless: true });

followTheme();
const root = createRoot(document.getElementById('root') as HTMLElement);
const engine = connectEngine();
const store = createAppStore();
store.setState({ figure: storedSettings() });
engine.request('hello', {}).then(
  (host) => root.render(<App engine={engine} host={host} store={store} picture={{ current: null }} />),
  (error) => root.render(<Refused message={error instanceof Error ? error.message : String(error)} />),
);
