import { join } from 'node:path'
import { z } from 'zod'

const noPassword = 'has a name or password in it; set SOURCEWRIGHT_EMBEDDER_KEY instead'

function hasNoPassword(url: string): boolean {
  const { username, password } = new URL(url)
  return username === '' && password === ''
}

const notSafe = 'is not https: whoever changed the keys on their way could sign anything'

/** Keys that come over plain http can be trusted from this machine alone. */
function isSafeToAsk(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function splitOrigins(text: string): string[] {
  return text.split(/[\s,]+/).filter((origin) => origin !== '')
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text
}

/** What the environment may say; every default is the embedded mode. */
const schema = z.object({
  SOURCEWRIGHT_DATA: z
    .string()
    .min(1)
    .default('.sourcewright')
    .describe('Folder of store and files'),
  SOURCEWRIGHT_HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  SOURCEWRIGHT_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('Port; 0 picks a free one'),
  SOURCEWRIGHT_MAX_UPLOAD_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe('Largest file'),
  SOURCEWRIGHT_READER_SECONDS: z.coerce
    .number()
    .min(1)
    .max(600)
    .default(20)
    .describe('Longest reading of one file'),
  SOURCEWRIGHT_READER_MB: z.coerce
    .number()
    .int()
    .min(128)
    .max(16_384)
    .default(1024)
    .describe('Memory of one reading'),
  SOURCEWRIGHT_OCR: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Reading of scanned pages and images (OCR)'),
  SOURCEWRIGHT_OCR_SECONDS: z.coerce
    .number()
    .min(1)
    .max(600)
    .default(60)
    .describe('Longest OCR of one page'),
  SOURCEWRIGHT_OCR_PAGES: z.coerce
    .number()
    .int()
    .min(1)
    .max(5000)
    .default(200)
    .describe('Most pages of one file that OCR reads'),
  SOURCEWRIGHT_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('Jobs at a time'),
  SOURCEWRIGHT_LIBREOFFICE: z
    .string()
    .optional()
    .describe('Path of soffice, where it is not found by itself'),
  SOURCEWRIGHT_EMBEDDER_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).refine(hasNoPassword, noPassword)])
    .optional()
    .describe('OpenAI-compatible API that embeds; unset: none'),
  SOURCEWRIGHT_EMBEDDER_MODEL: z
    .string()
    .max(200)
    .optional()
    .describe('Its model; another one embeds all again'),
  SOURCEWRIGHT_EMBEDDER_KEY: z
    .string()
    .regex(/^[\x21-\x7e]*$/, 'has characters that no header can bear')
    .optional()
    .describe('Its API key, where it wants one'),
  SOURCEWRIGHT_JWT_ISSUER: z
    .string()
    .max(500)
    .optional()
    .describe('Whose tokens (JWT) are taken; unset: none'),
  SOURCEWRIGHT_JWT_AUDIENCE: z.string().max(500).optional().describe('Whom they must be made for'),
  SOURCEWRIGHT_JWT_SECRET: z
    .union([z.literal(''), z.string().min(32, 'is too short: HS256 needs 32 characters or more')])
    .optional()
    .describe('Secret of tokens that are signed by HS256'),
  SOURCEWRIGHT_JWT_JWKS_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).refine(isSafeToAsk, notSafe)])
    .optional()
    .describe('Where the keys of tokens signed by RS256 or ES256 are'),
  SOURCEWRIGHT_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000_000)
    .default(12_000)
    .describe('Calls of one workspace; a key may have a rate of its own'),
  SOURCEWRIGHT_ANONYMOUS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000_000)
    .default(3000)
    .describe('Calls of one address without a valid key or token'),
  SOURCEWRIGHT_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Proxies in front whose X-Forwarded-For is believed'),
  SOURCEWRIGHT_ORIGINS: z
    .string()
    .max(5000)
    .refine(
      (text) => splitOrigins(text).every(isOrigin),
      'is no list of origins, like https://a.example',
    )
    .optional()
    .describe('Whose pages may call the API (CORS), between commas'),
  SOURCEWRIGHT_DATA_FROM: z
    .enum(['public', 'anywhere'])
    .default('public')
    .describe('Hosts of data sources; anywhere: private ones and http'),
  SOURCEWRIGHT_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(90)
    .describe('Days that the files of generations are kept'),
  SOURCEWRIGHT_LOG: z
    .enum(['silent', 'error', 'info', 'debug'])
    .default('info')
    .describe('What is logged'),
})

export type Config = {
  readonly dataFolder: string
  readonly databasePath: string
  readonly blobFolder: string
  readonly lockPath: string
  readonly host: string
  readonly port: number
  readonly maximumUploadBytes: number
  readonly reader: {
    readonly maximumSeconds: number
    readonly maximumMegabytes: number
    /** Undefined where scans are not read. */
    readonly ocr: { readonly maximumPages: number; readonly secondsPerPage: number } | undefined
  }
  readonly concurrency: number
  /** Undefined where there is none. */
  readonly embedder:
    { readonly url: string; readonly model: string; readonly key: string | undefined } | undefined
  /** Undefined where API keys are the only way in. */
  readonly jwt:
    | {
        readonly issuer: string
        readonly audience: string
        readonly secret: string | undefined
        readonly jwksUrl: string | undefined
      }
    | undefined
  /** Calls in a minute. */
  readonly rates: {
    readonly perWorkspace: number
    readonly perAddress: number
    readonly proxies: number
  }
  readonly ratesPath: string
  readonly origins: readonly string[]
  readonly libreOfficePath: string | undefined
  readonly keptFileDays: number
  /** Whether data sources may name addresses that are not public. */
  readonly allowsPrivateData: boolean
  readonly logLevel: 'silent' | 'error' | 'info' | 'debug'
}

/** @throws naming each variable that is wrong, and what it has to be */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(env)
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`The environment has mistakes:\n  ${mistakes.join('\n  ')}`)
  }
  const values = parsed.data
  const dataFolder = values.SOURCEWRIGHT_DATA
  return Object.freeze({
    dataFolder,
    databasePath: join(dataFolder, 'sourcewright.sqlite'),
    blobFolder: join(dataFolder, 'blobs'),
    lockPath: join(dataFolder, 'lock'),
    host: values.SOURCEWRIGHT_HOST,
    port: values.SOURCEWRIGHT_PORT,
    maximumUploadBytes: values.SOURCEWRIGHT_MAX_UPLOAD_MB * 1_048_576,
    reader: {
      maximumSeconds: values.SOURCEWRIGHT_READER_SECONDS,
      maximumMegabytes: values.SOURCEWRIGHT_READER_MB,
      ocr:
        values.SOURCEWRIGHT_OCR === 'on'
          ? {
              maximumPages: values.SOURCEWRIGHT_OCR_PAGES,
              secondsPerPage: values.SOURCEWRIGHT_OCR_SECONDS,
            }
          : undefined,
    },
    concurrency: values.SOURCEWRIGHT_CONCURRENCY,
    embedder: readEmbedder(values),
    jwt: readJwt(values),
    ratesPath: join(dataFolder, 'rates.sqlite'),
    ...readCalls(values),
    allowsPrivateData: values.SOURCEWRIGHT_DATA_FROM === 'anywhere',
    keptFileDays: values.SOURCEWRIGHT_KEPT_DAYS,
    libreOfficePath: values.SOURCEWRIGHT_LIBREOFFICE || undefined,
    logLevel: values.SOURCEWRIGHT_LOG,
  })
}

/** @throws where there is an address and no model: a name is what vectors are kept apart by */
function readEmbedder(values: z.infer<typeof schema>): Config['embedder'] {
  const url = values.SOURCEWRIGHT_EMBEDDER_URL
  if (!url) return undefined
  const model = values.SOURCEWRIGHT_EMBEDDER_MODEL?.trim()
  if (!model) {
    throw mistake('SOURCEWRIGHT_EMBEDDER_MODEL: is needed beside SOURCEWRIGHT_EMBEDDER_URL')
  }
  return { url, model, key: values.SOURCEWRIGHT_EMBEDDER_KEY || undefined }
}

/** Who may call how often, and from where. */
function readCalls(values: z.infer<typeof schema>): Pick<Config, 'rates' | 'origins'> {
  return {
    rates: {
      perWorkspace: values.SOURCEWRIGHT_REQUESTS_PER_MINUTE,
      perAddress: values.SOURCEWRIGHT_ANONYMOUS_PER_MINUTE,
      proxies: values.SOURCEWRIGHT_PROXIES,
    },
    origins: splitOrigins(values.SOURCEWRIGHT_ORIGINS ?? ''),
  }
}

/** @throws where a token could not be judged: its issuer and audience are always looked at */
function readJwt(values: z.infer<typeof schema>): Config['jwt'] {
  const secret = values.SOURCEWRIGHT_JWT_SECRET || undefined
  const jwksUrl = values.SOURCEWRIGHT_JWT_JWKS_URL || undefined
  const issuer = values.SOURCEWRIGHT_JWT_ISSUER?.trim() ?? ''
  const audience = values.SOURCEWRIGHT_JWT_AUDIENCE?.trim() ?? ''
  if (!secret && !jwksUrl && issuer === '' && audience === '') return undefined
  const beside = 'is needed where tokens are taken'
  if (issuer === '') throw mistake(`SOURCEWRIGHT_JWT_ISSUER: ${beside}`)
  if (audience === '') throw mistake(`SOURCEWRIGHT_JWT_AUDIENCE: ${beside}`)
  if (!secret && !jwksUrl) {
    throw mistake(`SOURCEWRIGHT_JWT_SECRET: this or SOURCEWRIGHT_JWT_JWKS_URL ${beside}`)
  }
  return { issuer, audience, secret, jwksUrl }
}

function mistake(wrong: string): Error {
  return new Error(`The environment has mistakes:\n  ${wrong}`)
}

/** Name, default and meaning of every variable, from the schema, for the README and `--help`. */
export function describeConfig(): readonly { name: string; meaning: string; default: string }[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const fallback = field.safeParse(undefined)
    return {
      name,
      meaning: field.description ?? '',
      default: fallback.success && fallback.data !== undefined ? String(fallback.data) : '',
    }
  })
}
