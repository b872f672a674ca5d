import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import HtmlWebpackPlugin from 'html-webpack-plugin'
import webpack from 'webpack'
import { defaultOrigin, writeManifest } from './scripts/write-manifest.ts'

const root = import.meta.dirname
const addin = path.join(root, 'addin')

/** Bytes, gzipped at level 9, of all scripts that a page loads before it can be used. */
const entryBudget = 250_000

/** `webpack --env origin=https://pane.example.com --env entra=GUID` sets what the manifest names. */
export default (env = {}, argv = {}) => {
  const isProduction = argv.mode !== 'development'
  return {
    mode: isProduction ? 'production' : 'development',
    context: root,
    entry: { pane: './addin/index.tsx' },
    output: {
      path: path.join(root, 'dist/addin'),
      publicPath: '/addin/',
      filename: 'assets/[name]-[contenthash:12].js',
      chunkFilename: 'assets/[name]-[contenthash:12].js',
      assetModuleFilename: 'assets/[name]-[contenthash:12][ext]',
      clean: true,
    },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'esbuild-loader',
          options: { target: 'es2022', jsx: 'automatic' },
        },
      ],
    },
    resolve: { extensions: ['.ts', '.tsx', '.js'] },
    devtool: isProduction ? false : 'cheap-module-source-map',
    performance: false,
    plugins: [
      ...['index', 'taskpane'].map(createPage),
      new FilesPlugin({
        origin: env.origin ?? process.env.ADDIN_ORIGIN ?? defaultOrigin,
        entraApp: env.entra ?? process.env.ADDIN_ENTRA_APP ?? '',
      }),
      ...(isProduction ? [new BudgetPlugin()] : []),
    ],
    devServer: createDevServer(),
  }
}

function createPage(name) {
  return new HtmlWebpackPlugin({
    template: path.join(addin, `${name}.html`),
    filename: `${name}.html`,
    scriptLoading: 'defer',
    minify: false,
  })
}

/** pdf.js comes as small as it gets; to try again would take as long as all of the rest. */
const asItIs = { minimized: true }

const pdfjs = path.join(root, 'node_modules/pdfjs-dist')

/**
 * What pdf.js asks for by name where a page needs it: the tables of Asian encodings, the fonts that a
 * PDF need not hold, and a decoder of JPEG 2000 (its twin in WebAssembly is not allowed by the policy).
 */
function listPdfFiles() {
  const folders = ['cmaps', 'standard_fonts'].flatMap((folder) =>
    readdirSync(path.join(pdfjs, folder)).map((name) => `${folder}/${name}`),
  )
  return [...folders, 'wasm/openjpeg_nowasm_fallback.js', 'wasm/LICENSE_OPENJPEG']
}

/** Adds what no module imports: the manifest, with its settings, the icons, and pdf.js' own files. */
class FilesPlugin {
  constructor(settings) {
    const manifest = readFileSync(path.join(root, 'manifest.xml'), 'utf8')
    this.manifest = writeManifest(manifest, settings)
  }

  apply(compiler) {
    const { RawSource } = compiler.webpack.sources
    compiler.hooks.thisCompilation.tap('FilesPlugin', (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
      compilation.hooks.processAssets.tap({ name: 'FilesPlugin', stage }, () => {
        compilation.emitAsset('manifest.xml', new RawSource(this.manifest))
        for (const name of readdirSync(path.join(addin, 'assets'))) {
          const bytes = readFileSync(path.join(addin, 'assets', name))
          compilation.emitAsset(`assets/${name}`, new RawSource(bytes))
        }
        for (const name of listPdfFiles()) {
          const bytes = readFileSync(path.join(pdfjs, name))
          compilation.emitAsset(`assets/pdfjs/${name}`, new RawSource(bytes), asItIs)
        }
        const worker = Object.keys(compilation.assets).find((name) => name.includes('pdf.worker.'))
        if (worker) compilation.updateAsset(worker, (source) => source, asItIs)
      })
    })
  }
}

/** Fails the build when the page's own scripts grow over the budget; chunks loaded later don't count. */
class BudgetPlugin {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('BudgetPlugin', (compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT
      compilation.hooks.processAssets.tap({ name: 'BudgetPlugin', stage }, () => {
        for (const [name, entry] of compilation.entrypoints) {
          const size = entry
            .getFiles()
            .map(
              (file) => gzipSync(compilation.getAsset(file).source.buffer(), { level: 9 }).length,
            )
            .reduce((sum, length) => sum + length, 0)
          const report = `entry ${name}: ${size} bytes gzipped, of ${entryBudget} allowed`
          if (size > entryBudget) compilation.errors.push(new webpack.WebpackError(report))
          else compilation.getLogger('BudgetPlugin').info(report)
        }
      })
    })
  }
}

/** HTTPS when `npx office-addin-dev-certs install` was run, else HTTP, which a browser is content with. */
function createDevServer() {
  const folder = path.join(homedir(), '.office-addin-dev-certs')
  const [key, cert] = ['localhost.key', 'localhost.crt'].map((name) => path.join(folder, name))
  return {
    port: 3001,
    host: 'localhost',
    server:
      existsSync(key) && existsSync(cert) ? { type: 'https', options: { key, cert } } : 'http',
    proxy: [{ context: ['/api'], target: 'http://localhost:3000' }],
    static: false,
    client: { overlay: false },
  }
}
