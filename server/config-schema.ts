import { z } from 'zod'

const noPassword = 'has a name or password in it; set SOURCEWRIGHT_EMBEDDER_KEY instead'

/** Checks go on behind one that failed: what is no address is told as that, and judged no further. */
function isBadAddress(url: string): boolean {
  return !URL.canParse(url)
}

function hasNoPassword(url: string): boolean {
  if (isBadAddress(url)) return true
  const { username, password } = new URL(url)
  return username === '' && password === ''
}

const notSafe = 'is not https: whoever changed the keys on their way could sign anything'

/** Keys that come over plain http can be trusted from this machine alone. */
function isSafeToAsk(url: string): boolean {
  if (isBadAddress(url)) return true
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const notBase = 'has more than host and path: links are put behind it'

/** Without a query, a fragment and a password, so that a path can stand behind it. */
function isBase(url: string): boolean {
  if (isBadAddress(url)) return true
  const { search, hash } = new URL(url)
  return search === '' && hash === '' && hasNoPassword(url)
}

export function splitOrigins(text: string): string[] {
  return text.split(/[\s,]+/).filter((origin) => origin !== '')
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text
}

/** What the environment may say; every default is the embedded mode. */
export const environmentSchema = z.object({
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
  SOURCEWRIGHT_PUBLIC_URL: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).refine(isBase, notBase)])
    .optional()
    .describe('Address that others know the server by; links begin with it'),
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
  SOURCEWRIGHT_S3_BUCKET: z
    .string()
    .max(255)
    .optional()
    .describe('Bucket that files are kept in; unset: on disk'),
  SOURCEWRIGHT_S3_ENDPOINT: z
    .union([
      z.literal(''),
      z
        .url({ protocol: /^https?$/ })
        .refine(hasNoPassword, 'has a password in it; the AWS_ variables carry credentials'),
    ])
    .optional()
    .describe('Its service, where it is not Amazon’s'),
  SOURCEWRIGHT_S3_REGION: z.string().min(1).max(100).default('us-east-1').describe('Its region'),
  SOURCEWRIGHT_S3_PATH_STYLE: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Bucket in the path, not in the host'),
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
  SOURCEWRIGHT_WEBHOOK_HTTP: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Webhooks to http:// addresses, unencrypted'),
  SOURCEWRIGHT_WEBHOOK_PRIVATE_ADDRESSES: z
    .enum(['on', 'off'])
    .default('off')
    .describe('Webhooks to addresses of your own network'),
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
  SOURCEWRIGHT_METRICS_TOKEN: z
    .union([z.literal(''), z.string().min(16, 'is too short: 16 characters or more').max(500)])
    .optional()
    .describe('Token that /metrics asks for (as Bearer); unset: everyone may read the figures'),
  SOURCEWRIGHT_SHUTDOWN_SECONDS: z.coerce
    .number()
    .min(0)
    .max(3600)
    .default(20)
    .describe(
      'Time that running work gets to end in; what has not ended goes on at the next start',
    ),
  SOURCEWRIGHT_LOG: z
    .enum(['silent', 'error', 'info', 'debug'])
    .default('info')
    .describe('What is logged; at info a line for each request, without any of its words'),
})

export type Environment = z.infer<typeof environmentSchema>
