import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Noto Sans as a TTF file: Latin, Greek, Cyrillic, Vietnamese and Devanagari. */
export function plainFont(): string {
  return require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')
}

export function boldFont(): string {
  return require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')
}
