import { PANELS, type PanelKind } from '#core/figure/settings.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { changeFigure, documentBefore, panelProblem } from '#renderer/state/figure.ts';
import { Check, Section } from './Check.tsx';

const PANEL_NAMES: Readonly<Record<PanelKind, string>> = {
  before: 'Before the last edit',
  picture: 'The picture',
  base: 'Base',
  das: 'Patch v',
  row: 'Patch v_row',
  null: 'Patch v_null',
  alpha: 'Plot: δ along each part',
  effects: 'Plot: effects of v and v_row',
  retained: 'Plot: share that is kept',
  dormancy: 'Plot: activations along each part',
  spectrum: 'Plot: singular values',
};

/** Which panels stand beside one another. */
export function FigurePanels() {
  const app = useApp();
  const { panels } = useAppState((state) => state.figure);
  const state = app.store.getState();
  const before = documentBefore(app);
  const set = (kind: PanelKind, on: boolean): void => {
    const next = PANELS.filter((own) => (own === kind ? on : panels.includes(own)));
    if (next.length > 0 && next.length <= 6) changeFigure(app.store, { panels: next });
  };
  return (
    <Section title="Panels">
      <div className="checks wide one">
        {PANELS.map((kind) => {
          const problem = panelProblem(kind, state, before);
          return (
            <Check
              key={kind}
              label={PANEL_NAMES[kind]}
              detail={problem}
              on={panels.includes(kind) && problem === null}
              disabled={problem !== null}
              onChange={(on) => set(kind, on)}
            />
          );
        })}
      </div>
    </Section>
  );
}
