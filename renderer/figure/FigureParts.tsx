import { Fragment } from 'react';
import { arrowsOf } from '#core/arrows/arrows.ts';
import { type FigurePart, PARTS } from '#core/figure/settings.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { changeFigure } from '#renderer/state/figure.ts';
import { Check, Section } from './Check.tsx';

const PART_NAMES: Readonly<Record<FigurePart, string>> = {
  columnSpace: 'Column space',
  nullSpace: 'Null space',
  axes: 'Axes',
  unitSphere: 'Unit sphere',
  decomposition: 'Drop lines, angle',
  cloud: 'Cloud of pairs',
  labels: 'Labels',
};

/** Which parts and arrows are drawn; those hidden in the window stay hidden. */
export function FigureParts() {
  const app = useApp();
  const { hide } = useAppState((state) => state.figure);
  const { document } = app.store.getState();
  const set = (id: string, on: boolean): void =>
    changeFigure(app.store, { hide: on ? hide.filter((own) => own !== id) : [...hide, id] });
  const arrows = arrowsOf(document).filter(({ id }) => !document.view.hidden.includes(id));
  return (
    <Section title="Shown">
      <div className="checks wide">
        {PARTS.map((part) => (
          <Check
            key={part}
            label={PART_NAMES[part]}
            on={!hide.includes(part)}
            onChange={(on) => set(part, on)}
          />
        ))}
      </div>
      <div className="checks wide">
        {arrows.map(({ id, plain, name }) => (
          <Fragment key={id}>
            <Check label={plain} title={name} on={!hide.includes(id)} onChange={(on) => set(id, on)} />
            <Check
              label={`${plain} label`}
              on={!hide.includes(id) && !hide.includes('labels') && !hide.includes(`label:${id}`)}
              disabled={hide.includes(id) || hide.includes('labels')}
              onChange={(on) => set(`label:${id}`, on)}
            />
          </Fragment>
        ))}
      </div>
    </Section>
  );
}
