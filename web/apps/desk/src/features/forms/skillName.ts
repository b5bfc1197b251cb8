export const SKILL_NAME_MAX = 40

/** A skill's name as the server keeps it: one word in lower case. "Level 2" becomes "level-2". */
export function skillName(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/[\s,=]+/g, '-')
    .slice(0, SKILL_NAME_MAX)
}
