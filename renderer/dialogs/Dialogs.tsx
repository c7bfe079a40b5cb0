import { FigureDialog } from '#renderer/figure/FigureDialog.tsx';
import { FilesDialog } from '#renderer/files/FilesDialog.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { EntriesDialog } from './EntriesDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { OpenDialog } from './OpenDialog.tsx';
import { Palette } from './Palette.tsx';
import { SaveAsDialog } from './SaveAsDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** The dialog that is open, if one is. */
export function Dialogs() {
  const dialog = useAppState((state) => state.dialog);
  switch (dialog?.kind) {
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'open':
      return <OpenDialog />;
    case 'files':
      return <FilesDialog />;
    case 'figure':
      return <FigureDialog />;
    case 'saveAs':
      return <SaveAsDialog />;
    case 'entries':
      return <EntriesDialog />;
    case 'leave':
      return <LeaveDialog then={dialog.then} />;
    default:
      return null;
  }
}
