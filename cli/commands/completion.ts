import { UsageError, type Command } from '../command.ts'
import { listOptions } from '../help.ts'

const shells = ['bash', 'zsh'] as const

/** `listCommands` is asked late: this is one of them. */
export function createCompletion(listCommands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary:
      'writes what a shell needs to complete commands: eval "$(sourcewright completion bash)"',
    operands: '<bash|zsh>',
    count: [1, 1],
    options: {},
    isLocal: true,
    run({ operands: [shell = ''] }) {
      if (!shells.some((one) => one === shell)) {
        throw new UsageError(`Completion is there for ${shells.join(' and ')}, not for "${shell}".`)
      }
      const script = writeBash(listCommands())
      const lines =
        shell === 'zsh' ? ['autoload -U +X bashcompinit && bashcompinit', script] : [script]
      return Promise.resolve({ json: { script: lines.join('\n') }, lines })
    },
  }
}

function writeBash(commands: readonly Command[]): string {
  const firsts = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))]
  const groups = firsts.flatMap((first) => {
    const seconds = commands.flatMap(({ name }) =>
      name.startsWith(`${first} `) ? [name.slice(first.length + 1)] : [],
    )
    return seconds.length > 0 ? [`    ${first}) words="${seconds.join(' ')}" ;;`] : []
  })
  const options = commands.map((command) => {
    const names = Object.keys(listOptions(command)).map((one) => `--${one}`)
    return `    "${command.name}") options="${names.join(' ')}" ;;`
  })
  return `_sourcewright() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" options=""
  case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${options.filter((line) => line.includes(' ', 6) && / "\S+ \S+"\)/.test(line)).join('\n')}
  esac
  [ -n "$options" ] || case "\${COMP_WORDS[1]}" in
${options.filter((line) => / "\S+"\)/.test(line)).join('\n')}
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${firsts.join(' ')} help" -- "$current"))
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
${groups.join('\n')}
    esac
    [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -o default -F _sourcewright sourcewright`
}
