import { join } from 'node:path'
import { z } from 'zod'
import { retryMilliseconds } from './domain/webhook-retries.ts'
import { environmentSchema, splitOrigins, type Environment } from './config-schema.ts'

export type Config = {
  readonly dataFolder: string
  readonly databasePath: string
  readonly blobFolder: string
  readonly lockPath: string
  readonly host: string
  readonly port: number
  /** Without a slash at its end; undefined where links are as the caller reached the server. */
  readonly publicUrl: string | undefined
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
  readonly requestLogPath: string
  readonly webhooks: {
    readonly allowsHttp: boolean
    readonly allowsPrivateAddresses: boolean
    /** Pauses between attempts. */
    readonly retryMilliseconds: readonly number[]
  }
  readonly origins: readonly string[]
  /** Undefined where files lie on disk; credentials come by the SDK's usual chain. */
  readonly s3:
    | {
        readonly bucket: string
        readonly endpoint: string | undefined
        readonly region: string
        readonly isPathStyle: boolean
      }
    | undefined
  readonly libreOfficePath: string | undefined
  /** Whether data sources may lie on private hosts and behind http. */
  readonly allowsPrivateData: boolean
  readonly keptFileDays: number
  readonly metricsToken: string | undefined
  readonly shutdownMilliseconds: number
  readonly logLevel: 'silent' | 'error' | 'info' | 'debug'
}

/** @throws naming each variable that is wrong, and what it has to be */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(env)
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
    publicUrl: values.SOURCEWRIGHT_PUBLIC_URL?.replace(/\/+$/, '') || undefined,
    maximumUploadBytes: values.SOURCEWRIGHT_MAX_UPLOAD_MB * 1_048_576,
    reader: readLimits(values),
    concurrency: values.SOURCEWRIGHT_CONCURRENCY,
    embedder: readEmbedder(values),
    jwt: readJwt(values),
    ratesPath: join(dataFolder, 'rates.sqlite'),
    requestLogPath: join(dataFolder, 'requests.sqlite'),
    webhooks: readWebhooks(values),
    ...readCalls(values),
    allowsPrivateData: values.SOURCEWRIGHT_DATA_FROM === 'anywhere',
    keptFileDays: values.SOURCEWRIGHT_KEPT_DAYS,
    s3: readS3(values),
    libreOfficePath: values.SOURCEWRIGHT_LIBREOFFICE || undefined,
    metricsToken: values.SOURCEWRIGHT_METRICS_TOKEN || undefined,
    shutdownMilliseconds: values.SOURCEWRIGHT_SHUTDOWN_SECONDS * 1000,
    logLevel: values.SOURCEWRIGHT_LOG,
  })
}

function readLimits(values: Environment): Config['reader'] {
  const ocr = {
    maximumPages: values.SOURCEWRIGHT_OCR_PAGES,
    secondsPerPage: values.SOURCEWRIGHT_OCR_SECONDS,
  }
  return {
    maximumSeconds: values.SOURCEWRIGHT_READER_SECONDS,
    maximumMegabytes: values.SOURCEWRIGHT_READER_MB,
    ocr: values.SOURCEWRIGHT_OCR === 'on' ? ocr : undefined,
  }
}

/** @throws where there is an address and no model: a name is what vectors are kept apart by */
function readEmbedder(values: Environment): Config['embedder'] {
  const url = values.SOURCEWRIGHT_EMBEDDER_URL
  if (!url) return undefined
  const model = values.SOURCEWRIGHT_EMBEDDER_MODEL?.trim()
  if (!model) {
    throw mistake('SOURCEWRIGHT_EMBEDDER_MODEL: is needed beside SOURCEWRIGHT_EMBEDDER_URL')
  }
  return { url, model, key: values.SOURCEWRIGHT_EMBEDDER_KEY || undefined }
}

function readWebhooks(values: Environment): Config['webhooks'] {
  return {
    allowsHttp: values.SOURCEWRIGHT_WEBHOOK_HTTP === 'on',
    allowsPrivateAddresses: values.SOURCEWRIGHT_WEBHOOK_PRIVATE_ADDRESSES === 'on',
    retryMilliseconds,
  }
}

/** @throws where a service is named without a bucket: files would lie on disk unnoticed */
function readS3(values: Environment): Config['s3'] {
  const bucket = values.SOURCEWRIGHT_S3_BUCKET?.trim()
  const endpoint = values.SOURCEWRIGHT_S3_ENDPOINT || undefined
  if (!bucket && endpoint) {
    throw mistake('SOURCEWRIGHT_S3_BUCKET: is needed beside SOURCEWRIGHT_S3_ENDPOINT')
  }
  if (!bucket) return undefined
  const isPathStyle = values.SOURCEWRIGHT_S3_PATH_STYLE === 'on'
  return { bucket, endpoint, region: values.SOURCEWRIGHT_S3_REGION, isPathStyle }
}

/** Who may call how often, and from where. */
function readCalls(values: Environment): Pick<Config, 'rates' | 'origins'> {
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
function readJwt(values: Environment): Config['jwt'] {
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

type Variable = {
  readonly name: string
  readonly meaning: string
  /** What it may hold, in words. */
  readonly values: string
  /** '' where it has none. */
  readonly default: string
}

/** Every variable, from the schema: for `--help` and docs/configuration.md. */
export function describeConfig(): readonly Variable[] {
  return Object.entries(environmentSchema.shape).map(([name, field]) => {
    const fallback = field.safeParse(undefined)
    return {
      name,
      meaning: field.description ?? '',
      values: describeValues(z.toJSONSchema(field)),
      default: fallback.success && fallback.data !== undefined ? String(fallback.data) : '',
    }
  })
}

function describeValues(schema: z.core.JSONSchema.JSONSchema): string {
  const { type, enum: values, anyOf, format, minimum, maximum, minLength } = schema
  // '' says the same as an unset variable
  const choice = anyOf?.find((one) => typeof one !== 'boolean' && one.const !== '')
  if (choice && typeof choice !== 'boolean') return describeValues(choice)
  if (values) return values.join(', ')
  if (type === 'integer' || type === 'number') {
    return `${type === 'integer' ? 'whole number' : 'number'}, ${minimum} to ${maximum}`
  }
  if (format === 'uri') return 'address (URL)'
  return minLength !== undefined && minLength > 1
    ? `text of ${minLength} characters or more`
    : 'text'
}

/** docs/configuration.md. */
export function writeReference(): string {
  const rows = describeConfig().map((one) => {
    const fallback = one.default === '' ? '' : `\`${one.default}\``
    return `| \`${one.name}\` | ${one.meaning} | ${one.values} | ${fallback} |`
  })
  return [
    '# Configuration',
    '',
    'The server reads these variables of its environment; none has to be set. This page is written from the',
    'schema that it checks them with: `npm run config-reference`.',
    '',
    '| Variable | Meaning | Values | Default |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
