import { useEffect } from 'react';
import { useShortcuts } from '#renderer/commands/useShortcuts.ts';
import { Dialogs } from '#renderer/dialogs/Dialogs.tsx';
import { keepAnalysed } from '#renderer/state/analysis.ts';
import { AppContext, type App as AppValue, useAppState } from '#renderer/state/context.ts';
import { keepSpectrum } from '#renderer/state/spectrum.ts';
import { keepSurvey } from '#renderer/state/survey.ts';
import { TopBar } from '#renderer/topbar/TopBar.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Layout } from './Layout.tsx';
import { Notices } from './Notices.tsx';
import { useWindowState } from './useWindowState.ts';
import './app.css';

/** The whole window. */
export function App(app: AppValue) {
  useEffect(() => keepAnalysed(app.store, app.engine), [app.store, app.engine]);
  useEffect(() => keepSpectrum(app.store, app.engine), [app.store, app.engine]);
  useEffect(() => keepSurvey(app.store, app.engine), [app.store, app.engine]);
  return (
    <AppContext value={app}>
      <Window />
    </AppContext>
  );
}

function Window() {
  useShortcuts();
  useWindowState();
  const ready = useAppState((state) => state.frame !== null);
  const announcement = useAppState((state) => state.announcement);
  return (
    <DropTarget>
      <TopBar />
      {ready ? <Layout /> : <main className="loading">Reading the document…</main>}
      <Notices />
      <Dialogs />
      <output className="visually-hidden" aria-live="polite">
        {announcement}
      </output>
    </DropTarget>
  );
}
