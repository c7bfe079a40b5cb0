import { Redo2, Undo2 } from 'lucide-react';
import { commandOf, runCommand } from '#renderer/commands/commands.ts';
import { keysOf } from '#renderer/commands/shortcut.ts';
import { useApp, useAppState, useHistory } from '#renderer/state/context.ts';
import { isEdited } from '#renderer/state/store.ts';
import { DocumentMenu } from './DocumentMenu.tsx';
import { Logo } from './Logo.tsx';
import { ReadoutMenu } from './ReadoutMenu.tsx';
import './topbar.css';

/** The bar on top: the document and its menu, the readout, undo, commands, save. */
export function TopBar() {
  const edited = useAppState(isEdited);
  const { canUndo, canRedo } = useHistory();
  return (
    <header className="topbar">
      <Logo />
      <DocumentMenu />
      <ShapeAndRank />
      <span className="spacer" />
      <ReadoutMenu />
      <CommandButton id="undo" disabled={!canUndo} className="icon">
        <Undo2 size={15} aria-hidden="true" />
      </CommandButton>
      <CommandButton id="redo" disabled={!canRedo} className="icon">
        <Redo2 size={15} aria-hidden="true" />
      </CommandButton>
      <CommandButton id="palette">
        Commands <kbd>{keysOf('Mod+K').join(' ')}</kbd>
      </CommandButton>
      <CommandButton id="save" className={edited ? 'primary' : ''}>
        Save
      </CommandButton>
    </header>
  );
}

interface CommandButtonProps {
  readonly id: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly children: React.ReactNode;
}

function CommandButton({ id, disabled = false, className = '', children }: CommandButtonProps) {
  const app = useApp();
  const command = commandOf(id);
  if (!command) return null;
  const keys = command.shortcut ? ` (${keysOf(command.shortcut).join(' ')})` : '';
  return (
    <button
      type="button"
      className={`button ${className}`}
      disabled={disabled}
      title={`${command.title}${keys}`}
      aria-label={className === 'icon' ? command.title : undefined}
      onClick={() => runCommand(app, command)}
    >
      {children}
    </button>
  );
}

function ShapeAndRank() {
  const shape = useAppState((state) => state.frame?.analysis.shape);
  const rank = useAppState((state) => state.frame?.analysis.rank);
  if (!shape || !rank) return null;
  const rule = rank.rule.kind === 'exact' ? 'exact' : `tolerance ${rank.rule.relative}`;
  return (
    <span
      className="shape"
      title={`W is d × m = ${shape.d} × ${shape.m}. Rank by ${rank.method}; tolerance ${rank.tolerance.toExponential(2)} relative.`}
    >
      {shape.d} × {shape.m} · rank {rank.value}, {rule}
    </span>
  );
}
