/** `node once.ts NAME` writes once and says how many megabytes its process was at most. */
import { createWriteContent } from './content.ts'
import { writers } from './writers.ts'

const write = writers[process.argv[2] ?? '']
if (!write) throw new Error(`There is no writer ${process.argv[2]}`)
await write(createWriteContent())
console.log((process.resourceUsage().maxRSS * 1024) / 1e6)
