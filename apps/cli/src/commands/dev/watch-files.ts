/** Says when files change. Folders are watched, not files: what compiles a file often puts a new one into its place. */
import { existsSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/** Changes that come within this time, in ms, are one: a compiler writes several files. */
const quietMs = 200;

/** What is watched. */
export interface FileWatch {
  /** Folders, absolute. */
  readonly places: readonly string[];
  close(): void;
}

/** Watches the folders of these files, and everything in these folders. @param onChange is told the names of what has changed. */
export function watchFiles(
  files: readonly string[],
  cwd: string,
  onChange: (changed: readonly string[]) => void,
): FileWatch {
  const places = [...new Set(files.map((file) => folderOf(path.resolve(cwd, file))))].filter((place) =>
    existsSync(place),
  );
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const names = [...changed].sort();
    changed.clear();
    onChange(names);
  };
  const watchers = places.map((place) => {
    return watch(place, { recursive: true }, (_kind, name) => {
      if (name === null || /(?:^|[\\/])(?:node_modules|\.git)(?:[\\/]|$)/.test(name)) return;
      changed.add(path.relative(cwd, path.join(place, name)));
      clearTimeout(timer);
      timer = setTimeout(tell, quietMs);
    });
  });
  return {
    places,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function folderOf(file: string): string {
  return existsSync(file) && statSync(file).isDirectory() ? file : path.dirname(file);
}
