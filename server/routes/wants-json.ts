/** Whether an answer that could be streamed is asked for as one piece of JSON. */
export function wantsJson(accept = ''): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\btext\/event-stream\b/i.test(accept)
}
