import type { MenuItemConstructorOptions } from 'electron';

/** Sends the id of a command of the window. */
type Run = (id: string) => void;

/** The menu bar: the platform's own roles, and the window's commands by their ids. */
export function applicationMenu(run: Run, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const command = (id: string, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => run(id),
    ...(accelerator ? { accelerator } : {}),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        command('openLayer', 'Open a layer…', 'CmdOrCtrl+Shift+O'),
        command('open', 'Open session…', 'CmdOrCtrl+O'),
        line,
        command('save', 'Save session', 'CmdOrCtrl+S'),
        command('saveAs', 'Save session as…', 'CmdOrCtrl+Shift+S'),
        line,
        command('exportFigure', 'Export figure…', 'CmdOrCtrl+Shift+E'),
        line,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        command('undo', 'Undo', 'CmdOrCtrl+Z'),
        command('redo', 'Redo', mac ? 'Shift+Cmd+Z' : 'Ctrl+Shift+Z'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        command('copyPng', 'Copy the figure as PNG', 'CmdOrCtrl+Shift+C'),
        command('copySvg', 'Copy the figure as SVG'),
        line,
        command('reset', 'Reset to the notebook toy'),
        command('entries', 'Edit W, V, b and s as text…', 'CmdOrCtrl+E'),
        command('palette', 'All commands…', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: 'View',
      submenu: [
        command('view.isometric', 'Free view'),
        command('view.columnSpace', 'Face the column space'),
        command('view.alongV', 'Look along v'),
        command('view.nullSpace', 'Face the null space'),
        command('view.projection', 'Perspective or orthographic'),
        line,
        {
          label: 'Theme',
          submenu: [
            command('theme.system', 'As the system'),
            command('theme.light', 'Light'),
            command('theme.dark', 'Dark'),
          ],
        },
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command('shortcuts', 'Keyboard and mouse'),
        command('link.makelov', 'Makelov et al., an interpretability illusion'),
        command('link.wu', 'Wu et al., a reply'),
      ],
    },
  ];
}
