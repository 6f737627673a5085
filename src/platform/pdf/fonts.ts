import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Face } from './layout/marks.js';

/** A font file; of a collection (.ttc) also the PostScript name of the font meant. */
export type FontFile = string | { readonly path: string; readonly name: string };

/** The font of each role: 仿宋 body, 小标宋 title, 黑体 heading, 楷体 subheading, 宋体 numerals. */
export type FontFiles = Readonly<Record<Face, FontFile>>;

const resolve = createRequire(import.meta.url).resolve;
const SERIF = '@expo-google-fonts/noto-serif-sc';
const SANS = '@expo-google-fonts/noto-sans-sc';

/** The free fonts that come with the service, with the given ones laid over them. */
export function fontFiles(own: Partial<FontFiles> = {}): FontFiles {
  const regular = `${SERIF}/400Regular/NotoSerifSC_400Regular.ttf`;
  const free = (path: string): string => resolve(path);
  return {
    body: own.body ?? free(regular),
    title: own.title ?? free(`${SERIF}/700Bold/NotoSerifSC_700Bold.ttf`),
    heading: own.heading ?? free(`${SANS}/500Medium/NotoSansSC_500Medium.ttf`),
    subheading: own.subheading ?? free(`${SERIF}/600SemiBold/NotoSerifSC_600SemiBold.ttf`),
    numerals: own.numerals ?? free(regular),
  };
}

const read = new Map<string, Buffer>();

/** A font's bytes, read from disk once. @throws Error naming the file that cannot be read */
export function fontBytes(path: string): Buffer {
  const known = read.get(path);
  if (known !== undefined) return known;
  const bytes = readFileSync(path);
  read.set(path, bytes);
  return bytes;
}
