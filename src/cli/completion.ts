import { Argument, type Command, type Option } from 'commander'
import { toBash, toFish, toZsh } from './completion-scripts.ts'

/*
 * Written from commander's own tree, so a command that exists is completed. The scripts hold everything that they need:
 * pressing Tab starts no Node, and nothing that was typed is ever evaluated.
 */

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** `organizations create`; empty for the program itself. */
  readonly path: string
  readonly subcommands: readonly Described[]
  readonly options: readonly CompletedOption[]
  /** What its arguments may be, if that is known. */
  readonly values: Values
}

export interface Described {
  readonly name: string
  readonly description: string
}

export interface CompletedOption extends Described {
  /** What follows it; absent for a switch. */
  readonly values?: Values
}

/** Some words, the names of files, or nothing that a shell could know. */
export type Values = readonly string[] | 'files'

const SCRIPTS = { bash: toBash, zsh: toZsh, fish: toFish }
const SHELLS = Object.keys(SCRIPTS)

export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('Print what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'whose').choices(SHELLS))
    .addHelpText(
      'after',
      '\nbash  add to ~/.bashrc:  source <(rollcall completion bash)' +
        '\nzsh   add to ~/.zshrc, after compinit:  source <(rollcall completion zsh)' +
        '\nfish  run once:  rollcall completion fish > ~/.config/fish/completions/rollcall.fish',
    )
    .action((shell: keyof typeof SCRIPTS) => {
      process.stdout.write(SCRIPTS[shell](program.name(), commandsOf(program)))
    })
}

function commandsOf(command: Command, path = ''): CompletedCommand[] {
  const help = command.createHelp()
  const subcommands = help.visibleCommands(command)
  const inner = subcommands
    .filter((it) => it.name() !== 'help')
    .flatMap((it) => commandsOf(it, path === '' ? it.name() : `${path} ${it.name()}`))
  return [
    {
      path,
      subcommands: subcommands.map((it) => ({ name: it.name(), description: it.description() })),
      options: help.visibleOptions(command).map(toOption),
      values: join(command.registeredArguments.map((it) => valuesOf(it.argChoices, it.name()))),
    },
    ...inner,
  ]
}

function toOption(option: Option): CompletedOption {
  const described = { name: option.long ?? option.short ?? '', description: option.description }
  if (!option.required && !option.optional) return described
  const [, placeholder = ''] = /[<[](\S+)[>\]]/.exec(option.flags) ?? []
  return { ...described, values: valuesOf(option.argChoices, placeholder) }
}

function valuesOf(choices: readonly string[] | undefined, name: string): Values {
  return choices ?? (name === 'file' ? 'files' : [])
}

/** An optional argument moves what follows it, so the values of all arguments are offered everywhere. */
function join(values: readonly Values[]): Values {
  return values.includes('files') ? 'files' : values.flat()
}
