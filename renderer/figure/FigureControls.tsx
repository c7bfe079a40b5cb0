import { useState } from 'react';
import type { Family } from '#core/figure/faces.ts';
import type { LengthUnit } from '#core/figure/length.ts';
import { figurePresets } from '#core/figure/presets.ts';
import type { FigureSettings } from '#core/figure/settings.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { changeFigure } from '#renderer/state/figure.ts';
import { Check, Section } from './Check.tsx';
import { FigurePanels } from './FigurePanels.tsx';
import { FigureParts } from './FigureParts.tsx';
import { LengthField } from './LengthField.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { optionsOf, SelectSetting } from './SelectSetting.tsx';

const FAMILIES: Readonly<Record<Family, string>> = {
  serif: 'Times',
  sans: 'Arial, Helvetica',
  inter: 'Inter',
  latex: 'Computer Modern',
};

const UNITS: Readonly<Record<LengthUnit, string>> = { in: 'in', mm: 'mm', px: 'px', pt: 'pt' };

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
        <SelectSetting
          label="For"
          className="wide"
          value={preset?.id ?? ''}
          options={[
            ...(preset ? [] : [['', 'Own size'] as const]),
            ...figurePresets.map(({ id, title, detail }) => [id, `${title}: ${detail}`] as const),
          ]}
          onChange={(id) => {
            const chosen = figurePresets.find((own) => own.id === id);
            if (!chosen) return;
            change(chosen.settings);
            setUnit(unitOf(id));
          }}
        />
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
        <SelectSetting label="Unit" value={unit} options={optionsOf(UNITS)} onChange={setUnit} />
      </Section>
      <Section title="Type and lines">
        <SelectSetting
          label="Font"
          className="wide"
          value={settings.family}
          options={optionsOf(FAMILIES)}
          onChange={(family) => change({ family })}
        />
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
      <FigurePanels />
      <FigureParts />
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
