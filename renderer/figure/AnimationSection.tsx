import { useState } from 'react';
import { EngineError } from '#core/engine/contract.ts';
import { ANIMATION_FILES, type AnimationSettings, defaultAnimation } from '#core/figure/animationSettings.ts';
import { fromBase64 } from '#core/format/base64.ts';
import { saveFile } from '#renderer/save/saveFile.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { drawableSettings, fileName } from '#renderer/state/figure.ts';
import { documentToSave } from '#renderer/state/store.ts';
import { NumberSetting } from './NumberSetting.tsx';
import { optionsOf, SelectSetting } from './SelectSetting.tsx';

const KINDS: Readonly<Record<AnimationSettings['kind'], string>> = {
  path: 'v from null to row and back',
  turntable: 'Turntable',
};

const FORMATS: Readonly<Record<AnimationSettings['format'], string>> = { gif: 'GIF', svg: 'SVG frames' };

/** An animation for talks: what moves, how long, and how far its making is. */
export function AnimationSection() {
  const app = useApp();
  const picture = useAppState(({ document }) => document.W.length <= 3);
  const [animation, setAnimation] = useState<AnimationSettings>(defaultAnimation);
  const [running, setRunning] = useState<{ readonly fraction: number; readonly stop: () => void } | null>(
    null,
  );
  const [error, setError] = useState<string | null>(null);
  const change = (next: Partial<AnimationSettings>): void => setAnimation({ ...animation, ...next });
  const make = async (): Promise<void> => {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    setRunning({ fraction: 0, stop });
    setError(null);
    try {
      const settings = drawableSettings(app);
      const panels = settings.panels.filter((kind) => kind !== 'before');
      const state = app.store.getState();
      const { content } = await app.engine.request(
        'exportAnimation',
        {
          document: documentToSave(state),
          settings: { ...settings, panels: panels.length > 0 ? panels : ['picture'] },
          animation,
        },
        { signal: controller.signal, onProgress: ({ fraction }) => setRunning({ fraction, stop }) },
      );
      const { ending, type } = ANIMATION_FILES[animation.format];
      saveFile(`${fileName(state)}.${ending}`, type, fromBase64(content));
    } catch (failure) {
      const cancelled = failure instanceof EngineError && failure.code === 'cancelled';
      if (!cancelled) setError(failure instanceof Error ? failure.message : String(failure));
    }
    setRunning(null);
  };
  if (!picture) return null;
  return (
    <details className="animation">
      <summary>Animation</summary>
      <div className="animation-row">
        <SelectSetting
          label="What moves"
          className="broad"
          value={animation.kind}
          options={optionsOf(KINDS)}
          onChange={(kind) => change({ kind })}
        />
        <NumberSetting
          label="Frames"
          value={animation.frames}
          min={2}
          max={600}
          step={1}
          onChange={(frames) => change({ frames: Math.round(frames) })}
        />
        <NumberSetting
          label="Per second"
          value={animation.fps}
          min={1}
          max={60}
          step={1}
          onChange={(fps) => change({ fps })}
        />
        <NumberSetting
          label="Width, px"
          value={animation.width}
          min={64}
          max={2000}
          step={1}
          onChange={(width) => change({ width: Math.round(width) })}
        />
        <SelectSetting
          label="As"
          value={animation.format}
          options={optionsOf(FORMATS)}
          onChange={(format) => change({ format })}
        />
        {running ? (
          <>
            <progress aria-label="Animation" value={running.fraction} />
            <button type="button" className="button" onClick={running.stop}>
              Stop
            </button>
          </>
        ) : (
          <button type="button" className="button" onClick={() => void make()}>
            Export animation
          </button>
        )}
      </div>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </details>
  );
}
