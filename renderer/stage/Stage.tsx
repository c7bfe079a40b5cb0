import { useLayoutEffect, useMemo } from 'react';
import { shownPair } from '#core/arrows/arrows.ts';
import { axisNames } from '#core/arrows/axisNames.ts';
import { formatFixed } from '#core/format/number.ts';
import { pick, pickablesOf } from '#core/interaction/pick.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';
import { describeScene } from '#core/scene/describe.ts';
import { WIDEST_PICTURE } from '#core/scene/scene.ts';
import { useApp, useAppState, useFrame, useSettled, useShownDraft } from '#renderer/state/context.ts';
import { useTheme } from '#renderer/theme/useTheme.ts';
import { Viewport } from '#renderer/viewport/Viewport.tsx';
import { createDragController } from './dragController.ts';
import { Hint } from './Hint.tsx';
import { createPictureKeys } from './keyboard.ts';
import { NoPicture } from './NoPicture.tsx';
import { pickPair } from './pickPair.ts';
import { SliceBadge } from './SliceBadge.tsx';
import { createShownScene } from './shownScene.ts';
import { ViewBar } from './ViewBar.tsx';
import './stage.css';

/** `?picture=off` leaves WebGL out: everything but the drawing works, which makes tests of the interface fast. */
const WITH_PICTURE = new URLSearchParams(window.location.search).get('picture') !== 'off';

/** The middle of the window: the picture, the views above it, the hint below it. */
export function Stage() {
  const { document } = useFrame();
  return (
    <section className="stage" aria-label="Picture">
      {document.W.length > WIDEST_PICTURE ? <NoPicture d={document.W.length} /> : <Picture />}
    </section>
  );
}

function Picture() {
  const app = useApp();
  const { store, picture } = app;
  const { document, analysis, subject } = useFrame();
  const pose = useAppState((state) => state.pose);
  const projection = useAppState((state) => state.projection);
  const draft = useShownDraft();
  const selected = useAppState((state) => state.selected);
  const theme = useTheme();
  const drag = useMemo(() => createDragController(store), [store]);
  const keys = useMemo(() => createPictureKeys(store), [store]);

  const sceneOf = useMemo(createShownScene, []);
  const scene = useAppState(sceneOf);
  // The picture is painted while React still renders the numbers.
  useLayoutEffect(
    () => store.subscribe((state) => picture.current?.show(sceneOf(state))),
    [store, picture, sceneOf],
  );
  const pickables = useMemo(() => pickablesOf(document, analysis), [document, analysis]);
  const description = useSettled(() => describeScene(document, analysis));
  const { effects } = shownPair(document, analysis);

  return (
    <Viewport
      ref={picture}
      scene={scene}
      pose={pose}
      home={cameraPreset('isometric', document, analysis, scene.radius)}
      projection={projection}
      subject={subject}
      theme={theme}
      axes={axisNames(document)}
      selected={selected}
      readout={
        draft && [
          { name: 'effect', text: formatFixed(effects.total.readout).text, role: 'ink' },
          { name: 'missing', text: formatFixed(effects.nullRow.readout).text, role: 'null' },
        ]
      }
      name={`Picture of ${document.title}`}
      description={description}
      drag={drag}
      pick={(x, y, camera, pointer) =>
        pick(pickables, camera, { x, y, selected, coarse: pointer === 'touch' })
      }
      onPose={(next) => store.setState({ pose: next })}
      onHover={(id) => store.setState({ hovered: id })}
      onSelect={(id, x, y, camera) => {
        if (id) store.setState({ selected: id });
        else pickPair(app, scene, camera, x, y);
      }}
      onKeyDown={keys.press}
      onBlur={keys.leave}
      gl={WITH_PICTURE}
    >
      <ViewBar />
      {document.slice && <SliceBadge slice={document.slice} />}
      <Hint />
    </Viewport>
  );
}
