import { memo } from 'react';
import { commandOf, runCommand } from '#renderer/commands/commands.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { pairCount } from '#renderer/state/survey.ts';

const VIEWS = [
  { id: 'view.isometric', label: 'Free view' },
  { id: 'view.columnSpace', label: 'Face column space' },
  { id: 'view.nullSpace', label: 'Face null space' },
] as const;

/** The views of the picture, over it. */
export const ViewBar = memo(function ViewBar() {
  const orthographic = useAppState((state) => state.projection === 'orthographic');
  const several = useAppState((state) => pairCount(state.document) > 1);
  const pairs = useAppState((state) => state.pairsShown);
  return (
    <div className="view-bar" role="toolbar" aria-label="Views">
      {VIEWS.map(({ id, label }) => (
        <ViewButton key={id} id={id}>
          {label}
        </ViewButton>
      ))}
      <ViewButton id="view.alongV">
        Along <Tex tex="\mathbf{v}" plain="v" />
      </ViewButton>
      <ViewButton id="view.projection" pressed={orthographic}>
        Orthographic
      </ViewButton>
      {several && (
        <ViewButton id="view.pairs" pressed={pairs}>
          All pairs
        </ViewButton>
      )}
    </div>
  );
});

interface Props {
  readonly id: string;
  readonly pressed?: boolean;
  readonly children: React.ReactNode;
}

function ViewButton({ id, pressed, children }: Props) {
  const app = useApp();
  const command = commandOf(id);
  if (!command) return null;
  return (
    <button
      type="button"
      className="button"
      aria-pressed={pressed}
      title={`${command.title} (${command.shortcut})`}
      onClick={() => runCommand(app, command)}
    >
      {children}
    </button>
  );
}
