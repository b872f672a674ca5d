import { backUp, restore, runServer, writeHelp } from '../server/main.ts'

/** Starts it and says where it is; it ends on SIGINT and SIGTERM. */
export const startServing = runServer

/** A line for each variable of the environment. */
export const describeSettings = writeHelp

/** Copies the store into a file, and back into an empty folder. */
export const store = { backUp, restore }
