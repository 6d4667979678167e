import type { CompletedCommand, Described, Values } from './completion.ts'

/** Only the innermost commands have options, so no value of an option is ever taken for a command. */
function transitions(commands: readonly CompletedCommand[]): [from: string, to: string][] {
  return commands
    .filter((it) => it.path !== '')
    .map(({ path }) => {
      const words = path.split(' ')
      return [`${words.slice(0, -1).join(' ')}|${words.at(-1) ?? ''}`, path]
    })
}

export function toBash(name: string, commands: readonly CompletedCommand[]): string {
  const offer = (values: Values): string =>
    values === 'files' ? 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))' : bashWords(values)
  const optionValues = commands.flatMap(({ path, options }) =>
    options.flatMap((it) =>
      it.values === undefined ? [] : [`    ${quote(`${path}|${it.name}`)}) ${offer(it.values)}; return ;;`],
    ),
  )
  const words = commands.map(({ path, subcommands, options, values }) => {
    const names = subcommands.map((it) => it.name)
    const plain = offer(values === 'files' ? values : [...names, ...values])
    return `    ${quote(path)}) if [[ $cur == -* ]]; then ${bashWords(options.map((it) => it.name))}; else ${plain}; fi ;;`
  })
  return `# bash completion of ${name}; add to ~/.bashrc: source <(${name} completion bash)
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} path='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path|\${COMP_WORDS[i]}" in
${transitions(commands)
  .map(([from, to]) => `      ${quote(from)}) path=${quote(to)} ;;`)
  .join('\n')}
    esac
  done
  case "$path|\${COMP_WORDS[COMP_CWORD-1]}" in
${optionValues.join('\n')}
  esac
  case $path in
${words.join('\n')}
  esac
}
complete -F _${name} ${name}
`
}

function bashWords(words: readonly string[]): string {
  return words.length === 0 ? ':' : `COMPREPLY=($(compgen -W ${quote(words.join(' '))} -- "$cur"))`
}

export function toZsh(name: string, commands: readonly CompletedCommand[]): string {
  const offer = (values: Values): string =>
    values === 'files' ? '_files' : values.length === 0 ? ':' : `compadd -- ${values.map(quote).join(' ')}`
  const describe = (list: readonly Described[]): string =>
    `candidates=(${list.map((it) => quote(`${it.name.replaceAll(':', '\\:')}:${it.description}`)).join(' ')}); _describe ${name} candidates`
  const optionValues = commands.flatMap(({ path, options }) =>
    options.flatMap((it) =>
      it.values === undefined ? [] : [`    ${quote(`${path}|${it.name}`)}) ${offer(it.values)}; return ;;`],
    ),
  )
  const words = commands.map(({ path, subcommands, options, values }) => {
    const plain = subcommands.length > 0 ? describe(subcommands) : offer(values)
    return `    ${quote(path)}) if [[ $PREFIX == -* ]]; then ${describe(options)}; else ${plain}; fi ;;`
  })
  return `#compdef ${name}
# zsh completion of ${name}; add to ~/.zshrc, after compinit: source <(${name} completion zsh)
_${name}() {
  local at='' i
  local -a candidates
  for ((i = 2; i < CURRENT; i++)); do
    case "$at|\${words[i]}" in
${transitions(commands)
  .map(([from, to]) => `      ${quote(from)}) at=${quote(to)} ;;`)
  .join('\n')}
    esac
  done
  case "$at|\${words[CURRENT-1]}" in
${optionValues.join('\n')}
  esac
  case $at in
${words.join('\n')}
  esac
}
if [[ $funcstack[1] == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`
}

export function toFish(name: string, commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ path, subcommands, options, values }) => {
    const at = `complete -c ${name} -n ${fishQuote(`test (__${name}_path) = ${fishQuote(path)}`)}`
    const list = values === 'files' ? [] : values
    return [
      ...(values === 'files' ? [] : [`${at} -f`]),
      ...subcommands.map((it) => `${at} -a ${fishQuote(it.name)} -d ${fishQuote(it.description)}`),
      ...(list.length > 0 ? [`${at} -a ${fishQuote(list.join(' '))}`] : []),
      ...options.map((it) => {
        const value = it.values === 'files' ? ' -rF' : it.values ? ` -x -a ${fishQuote(it.values.join(' '))}` : ''
        const flag = it.name.startsWith('--') ? `-l ${it.name.slice(2)}` : `-s ${it.name.slice(1)}`
        return `${at} ${flag}${value} -d ${fishQuote(it.description)}`
      }),
    ]
  })
  return `# fish completion of ${name}: ${name} completion fish > ~/.config/fish/completions/${name}.fish
function __${name}_path
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at|$word"
${transitions(commands)
  .map(([from, to]) => `      case ${fishQuote(from)}\n        set at ${fishQuote(to)}`)
  .join('\n')}
    end
  end
  echo "$at"
end
${lines.join('\n')}
`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function fishQuote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
