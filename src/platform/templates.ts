import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../../templates', import.meta.url));

/** Texts that a provider may replace: a file of the same name in its own folder comes before ours. */
export interface Templates {
  /** The text of the file. Throws when neither folder has it. */
  text(name: string): Promise<string>;
  /** The bytes of the file, or null when neither folder has it. */
  bytes(name: string): Promise<Buffer | null>;
}

/** Reads from `folder` first, then from the templates that come with the program. */
export function templatesIn(folder: string | null): Templates {
  const folders = folder === null ? [own] : [folder, own];
  const bytes = async (name: string): Promise<Buffer | null> => {
    for (const place of folders) {
      try {
        return await readFile(join(place, name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    return null;
  };
  return {
    bytes,
    async text(name) {
      const found = await bytes(name);
      if (!found) throw new Error(`template ${name} is missing`);
      return found.toString('utf8');
    },
  };
}

/**
 * Puts the values where the text has `{{name}}`; a name whose value is null becomes a dash.
 * Throws Error for a name that the text has and we do not.
 */
export function fillIn(
  text: string,
  values: Readonly<Record<string, string | number | null>>,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`o modelo usa {{${name}}}, que não existe`);
    return encode(String(values[name] ?? '—'));
  });
}
