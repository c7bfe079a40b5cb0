import { Redo2, Undo2 } from 'lucide-react';
import { commandOf, runCommand } from '#renderer/commands/commands.ts';
import { keysOf } from '#renderer/commands/shortcut.ts';
import { useApp, useAppState, useHistory } from '#renderer/state/context.ts';
import { DocumentMenu } from './DocumentMenu.tsx';
import { Logo } from './Logo.tsx';
import { RankMenu } from './RankMenu.tsx';
import { ReadoutMenu } from './ReadoutMenu.tsx';
import './topbar.css';

/** The bar on top: the document and its menu, the readout, undo, commands, save, export. */
export function TopBar() {
  const framed = useAppState((state) => state.frame !== null);
  const { canUndo, canRedo } = useHistory();
  return (
    <header className="topbar">
      <Logo />
      <DocumentMenu />
      {framed && <RankMenu />}
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
      <CommandButton id="save">Save</CommandButton>
      <CommandButton id="exportFigure" className="primary">
        Export figure
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
