import { commands } from '#renderer/commands/commands.ts';
import { keysOf } from '#renderer/commands/shortcut.ts';
import { DialogFrame } from './DialogFrame.tsx';

interface Line {
  readonly keys: readonly string[];
  readonly does: string;
}

const MOUSE: readonly Line[] = [
  { keys: ['Drag an arrow'], does: 'moves it within its constraint' },
  { keys: ['Drag beside'], does: 'turns the picture' },
  { keys: ['Right-drag', 'Shift-drag beside'], does: 'shifts the picture' },
  { keys: ['Wheel', 'Pinch'], does: 'zooms' },
  { keys: ['Shift'], does: 'while dragging: one direction only' },
  { keys: ['Alt'], does: 'while dragging: depth' },
  { keys: [...keysOf('Mod')], does: 'while dragging: no snapping (or snapping, when it is off)' },
  { keys: ['X', 'Y', 'Z'], does: 'while dragging: along that axis' },
  { keys: ['Esc'], does: 'while dragging: back to the start' },
];

const SCENE: readonly Line[] = [
  { keys: ['←', '→', '↑', '↓'], does: 'choose an arrow' },
  { keys: ['Enter'], does: 'grab it; again, or Esc, to let go' },
  { keys: ['←', '→', '↑', '↓'], does: 'move a grabbed arrow' },
  { keys: ['Page Up', 'Page Down'], does: 'farther and nearer' },
  { keys: ['Shift', 'Alt'], does: 'coarse and fine steps' },
];

const FIELDS: readonly Line[] = [
  { keys: ['1/sqrt(2)'], does: 'a component field takes an expression' },
  { keys: ['[1, −1, 0]'], does: 'a whole vector, typed or pasted into any of its fields' },
  { keys: ['↑', '↓'], does: 'steps of 0.1; Shift 1; Alt 0.01' },
];

/** What the keyboard and the mouse do. */
export function ShortcutsDialog() {
  const own = commands.filter((command) => command.shortcut);
  return (
    <DialogFrame title="Keyboard and mouse" className="shortcuts">
      <div className="shortcut-columns">
        <Sheet title="In the picture, by mouse, pen or touch" lines={MOUSE} />
        <Sheet title="In the picture, by keyboard" lines={SCENE} />
        <Sheet
          title="Commands"
          lines={own.map(({ shortcut = '', title }) => ({ keys: [keysOf(shortcut).join(' ')], does: title }))}
        />
        <Sheet title="Number fields" lines={FIELDS} />
      </div>
    </DialogFrame>
  );
}

function Sheet({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section>
      <h3 className="section-head">{title}</h3>
      <dl>
        {lines.map(({ keys, does }) => (
          <div key={keys.join() + does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
