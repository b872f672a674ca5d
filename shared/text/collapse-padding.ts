/** "8 (  9%)" and "8(  9%)" → "8 (9%)", "(  2; 6)" → "(2;6)"; words keep single blanks. */
export function collapsePadding(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/([([]) /g, '$1')
    .replace(/ ([)\]])/g, '$1')
    .replace(/(?<=\d); (?=[-\d])/g, ';')
    .replace(/^([-+<>]?[\d.,]+)\((?=[\d<.-])/, '$1 (')
    .trim()
}
