import { type ReactNode, useState } from 'react';
import { arrowsOf } from '#core/arrows/arrows.ts';
import type { Family } from '#core/figure/faces.ts';
import type { LengthUnit } from '#core/figure/length.ts';
import { figurePresets } from '#core/figure/presets.ts';
import {
  type FigurePart,
  type FigureSettings,
  PANELS,
  PARTS,
  type PanelKind,
} from '#core/figure/settings.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { changeFigure, documentBefore, panelProblem } from '#renderer/state/figure.ts';
import { LengthField } from './LengthField.tsx';
import { NumberSetting } from './NumberSetting.tsx';

const FAMILIES: Readonly<Record<Family, string>> = {
  serif: 'Times',
  sans: 'Arial, Helvetica',
  inter: 'Inter',
  latex: 'Computer Modern',
};

const UNITS: Readonly<Record<LengthUnit, string>> = { in: 'in', mm: 'mm', px: 'px', pt: 'pt' };

const PANEL_NAMES: Readonly<Record<PanelKind, string>> = {
  picture: 'The picture',
  before: 'Before the last edit',
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

const PART_NAMES: Readonly<Record<FigurePart, string>> = {
  columnSpace: 'Column space',
  nullSpace: 'Null space',
  axes: 'Axes',
  unitSphere: 'Unit sphere',
  decomposition: 'Drop lines, angle',
  cloud: 'Cloud of pairs',
  labels: 'Labels',
};

/** The unit that a preset is thought in. */
const unitOf = (id: string | undefined): LengthUnit =>
  id === 'nature' ? 'mm' : id === 'slide' ? 'px' : id === 'acl' ? 'pt' : 'in';

/** How the figure looks. */
export function FigureControls() {
  const app = useApp();
  const settings = useAppState((state) => state.figure);
  const preset = figurePresets.find(({ settings: own }) =>
    Object.entries(own).every(([key, value]) => settings[key as keyof FigureSettings] === value),
  );
  const [unit, setUnit] = useState<LengthUnit>(unitOf(preset?.id));
  const change = (next: Partial<FigureSettings>): void => changeFigure(app.store, next);
  return (
    <div className="figure-controls">
      <Section title="Size">
        <label className="stacked wide">
          For
          <select
            value={preset?.id ?? ''}
            onChange={(event) => {
              const chosen = figurePresets.find(({ id }) => id === event.target.value);
              if (!chosen) return;
              change(chosen.settings);
              setUnit(unitOf(chosen.id));
            }}
          >
            {!preset && <option value="">Own size</option>}
            {figurePresets.map(({ id, title, detail }) => (
              <option key={id} value={id}>
                {title}: {detail}
              </option>
            ))}
          </select>
        </label>
        <LengthField
          label="Width"
          value={settings.width}
          unit={unit}
          onChange={(width) => change({ width })}
        />
        <LengthField
          label="Height"
          value={settings.height}
          unit={unit}
          onChange={(height) => change({ height })}
        />
        <label className="stacked">
          Unit
          <select value={unit} onChange={(event) => setUnit(event.target.value as LengthUnit)}>
            {Object.entries(UNITS).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </Section>
      <Section title="Type and lines">
        <label className="stacked wide">
          Font
          <select
            value={settings.family}
            onChange={(event) => change({ family: event.target.value as Family })}
          >
            {Object.entries(FAMILIES).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <NumberSetting
          label="Type, pt"
          value={settings.fontSize}
          min={4}
          max={48}
          step={0.5}
          onChange={(fontSize) => change({ fontSize })}
        />
        <NumberSetting
          label="Lines, ×"
          value={settings.lines}
          min={0.25}
          max={4}
          step={0.05}
          onChange={(lines) => change({ lines })}
        />
        <NumberSetting
          label="PNG, dpi"
          value={settings.dpi}
          min={36}
          max={1200}
          step={1}
          onChange={(dpi) => change({ dpi })}
        />
      </Section>
      <Section title="Look">
        <div className="checks wide">
          <Check
            label="Dark"
            on={settings.theme === 'dark'}
            onChange={(on) => change({ theme: on ? 'dark' : 'light' })}
          />
          <Check
            label="No background"
            on={settings.transparent}
            onChange={(transparent) => change({ transparent })}
          />
          <Check label="Greys only" on={settings.grey} onChange={(grey) => change({ grey })} />
          <Check
            label="Framed as seen"
            on={settings.framing === 'view'}
            onChange={(on) => change({ framing: on ? 'view' : 'fit' })}
          />
          <Check label="Legend" on={settings.legend} onChange={(legend) => change({ legend })} />
          <Check label="Readouts" on={settings.readouts} onChange={(readouts) => change({ readouts })} />
        </div>
      </Section>
      <Panels />
      <Shown />
      <Section title="File">
        <div className="checks wide">
          <Check label="Session inside" on={settings.session} onChange={(session) => change({ session })} />
          <Check
            label="Fonts inside (SVG)"
            on={settings.embedFonts}
            onChange={(embedFonts) => change({ embedFonts })}
          />
        </div>
      </Section>
    </div>
  );
}

/** Which panels stand beside one another. */
function Panels() {
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

/** Which parts and arrows are drawn; those hidden in the window stay hidden. */
function Shown() {
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
        {arrows.map(({ id, plain, name }) => (
          <Check key={id} label={plain} title={name} on={!hide.includes(id)} onChange={(on) => set(id, on)} />
        ))}
      </div>
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="figure-section">
      <legend className="section-head">{title}</legend>
      {children}
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly title?: string;
  readonly detail?: string | null;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

function Check({ label, title, detail, on, disabled = false, onChange }: CheckProps) {
  return (
    <label className="check" title={title} data-disabled={disabled || undefined}>
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {detail && <small>{detail}</small>}
      </span>
    </label>
  );
}
