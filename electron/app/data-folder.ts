/** Where the training office lives when nobody says otherwise: the place that each system gives to a user's data. */

import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultDataFolder(): string {
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Starcard', 'training');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Starcard', 'training');
    default:
      return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'starcard', 'training');
  }
}
