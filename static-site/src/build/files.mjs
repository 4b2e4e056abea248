// The files of a folder.
import {readdir} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';

/** Returns the paths of all files in a folder and in those below it, from a folder above, with slashes. */
export async function filesIn(folder, from = folder) {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join('/'))
    .sort();
}
