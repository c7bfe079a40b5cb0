import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { EquationStrip } from '#renderer/panels/equation/EquationStrip.tsx';
import { ObjectsPanel } from '#renderer/panels/objects/ObjectsPanel.tsx';
import { ReadoutsPanel } from '#renderer/panels/readouts/ReadoutsPanel.tsx';
import { PairsPanel } from '#renderer/plots/PairsPanel.tsx';
import { Stage } from '#renderer/stage/Stage.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { pairCount } from '#renderer/state/survey.ts';

/** Objects, viewport and readouts side by side, the expansion below. The sides resize and collapse. */
export function Layout() {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: 'nullscope.sides',
    storage: localStorage,
  });
  return (
    <>
      <main className="workspace">
        <Group className="sides" defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
          <Panel
            id="left"
            className="side"
            defaultSize={336}
            minSize={264}
            maxSize={560}
            collapsible
            collapsedSize={0}
            groupResizeBehavior="preserve-pixel-size"
          >
            <ObjectsPanel />
          </Panel>
          <Separator className="separator" aria-label="Width of the objects panel" />
          <Panel id="middle" minSize={280}>
            <Middle />
          </Panel>
          <Separator className="separator" aria-label="Width of the readouts panel" />
          <Panel
            id="right"
            className="side"
            defaultSize={344}
            minSize={296}
            maxSize={600}
            collapsible
            collapsedSize={0}
            groupResizeBehavior="preserve-pixel-size"
          >
            <ReadoutsPanel />
          </Panel>
        </Group>
      </main>
      <EquationStrip />
    </>
  );
}

/** The picture, and below it, where they are shown, all pairs. */
function Middle() {
  const pairs = useAppState((state) => state.pairsShown && pairCount(state.document) > 1);
  return (
    <Group className="sides" orientation="vertical">
      <Panel id="picture" minSize={160}>
        <Stage />
      </Panel>
      {pairs && (
        <>
          <Separator className="separator across" aria-label="Height of the pairs" />
          <Panel id="pairs" defaultSize="44%" minSize={140}>
            <PairsPanel />
          </Panel>
        </>
      )}
    </Group>
  );
}
