import { readFile, writeFile } from 'node:fs/promises'
import prettier from 'prettier'
import { rehearsals } from '../../src/cli/rehearse/clients/index.ts'
import type { Part, Rehearsal, Step } from '../../src/cli/rehearse/rehearsal.ts'

const FILE = 'docs/rehearse.md'
const MARK = '<!-- What follows is made from src/cli/rehearse/clients/ by `npm run generate`. -->'

/** Writes what each rehearsal plays and checks into the page about them, below what people have written. */
export async function writeRehearsalDocs(): Promise<void> {
  await writeFile(FILE, await freshDocs())
}

/** A sentence that says what to do, when the page is not what the rehearsals are. */
export async function findStaleRehearsalDocs(): Promise<string[]> {
  const committed = await readFile(FILE, 'utf8')
  return committed === (await freshDocs())
    ? []
    : [`${FILE} does not follow from src/cli/rehearse/; run npm run generate`]
}

async function freshDocs(): Promise<string> {
  const [written = ''] = (await readFile(FILE, 'utf8')).split(MARK)
  const text = `${written.trimEnd()}\n\n${MARK}\n\n${Object.values(rehearsals).map(describe).join('\n')}`
  return prettier.format(text, { ...(await prettier.resolveConfig(FILE)), filepath: FILE })
}

function describe({ client, name, contentType, headers, patience, everyAnswer, parts }: Rehearsal): string {
  const agent = headers['User-Agent']
  const agents = agent === undefined ? '' : agent === '' ? ', an empty `User-Agent`' : `, as \`${agent}\``
  return [
    `## ${name}`,
    `\`rollcall rehearse ${client}\` sends \`${contentType}\`${agents}.`,
    'Of every answer it needs:\n',
    ...everyAnswer.map((it) => `- ${it.what}${it.source === undefined ? '' : ` (${it.source})`}`),
    `- an answer within ${patience.seconds} s (${patience.source})\n`,
    ...parts.map(describePart),
  ].join('\n')
}

function describePart({ title, steps }: Part): string {
  return [`### ${title}\n`, ...steps.map(describeStep), ''].join('\n')
}

function describeStep({ title, source, isUnverified, calls }: Step): string {
  const needs = calls.map(({ expect }) => expect.map((it) => it.what).join(', ')).join('; then ')
  return `1. **${title}** (${source}${isUnverified ? ', **unverified**' : ''}): ${needs}`
}
