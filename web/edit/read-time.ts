/** `0:21`, `1:02:03`, `6s`, `6`, `+2`, `-1.5`: seconds, or nothing where it cannot be read. A sign counts from what stands there. */
export function readTime(text: string, before: number): number | undefined {
  const asked = text.trim().replace(/\s*s$/i, '')
  if (/^\d+(:\d{1,2}){1,2}(\.\d+)?$/.test(asked)) return asked.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  if (!/^[+-]?\d+(\.\d+)?$/.test(asked)) return undefined
  const seconds = /^[+-]/.test(asked) ? before + Number(asked) : Number(asked)
  return seconds < 0 ? undefined : seconds
}
