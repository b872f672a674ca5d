/** Ends this process when the one that started it is gone, however that came: a bench that is killed leaves no server. */
export function leaveWithParent(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1)
  }, 500).unref()
}
