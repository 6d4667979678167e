import { Argument, Option, type Command } from 'commander'
import {
  createOrganization,
  deleteOrganization,
  listOrganizations,
  setEntitlements,
  setProvisioning,
  updateOrganization,
} from '#generated/sdk/sdk.gen.ts'
import type { Organization } from '#generated/sdk/types.gen.ts'
import {
  addServerOptions,
  answerOf,
  ApiError,
  changesOf,
  connect,
  findOrganization,
  print,
  table,
  type ServerOptions,
} from './client.ts'

const ORGANIZATION = new Argument('<organization>', 'its slug or id')
const RESTORING = new Option(
  '--restore-deleted-users <state>',
  'whether deleted users who are created again come back; off erases what was kept',
).choices(['on', 'off'])
const SWITCH = new Argument('<state>', 'on or off').choices(['on', 'off'])

interface OrganizationOptions extends ServerOptions {
  readonly slug?: string
  readonly externalId?: string
}

export function addOrganizationsCommand(program: Command): void {
  const organizations = program.command('organizations').description("The product's customers")
  const add = (name: string, description: string): Command =>
    addServerOptions(organizations.command(name).description(description))

  add('create', 'Create an organization')
    .argument('<name>', 'the name that people see')
    .option('--slug <slug>', 'a short name; made from the name if absent')
    .option('--external-id <id>', "the product's own identifier of this customer")
    .option('--enable-provisioning', 'switch SCIM provisioning on')
    .action(create)

  add('list', 'List the organizations').action(list)

  add('show', 'Show an organization')
    .addArgument(ORGANIZATION)
    .action(async (named: string, options: ServerOptions) => {
      const found = await findOrganization(connect(options), named, options)
      print(found, options, describe(found))
    })

  add('update', 'Change an organization')
    .addArgument(ORGANIZATION)
    .option('--name <name>', 'the name that people see')
    .option('--slug <slug>', 'a short name')
    .option('--external-id <id>', "the product's own identifier of this customer")
    .addOption(RESTORING)
    .action(update)

  add('delete', 'Delete an organization with its users, groups and tokens')
    .addArgument(ORGANIZATION)
    .option('--yes', 'really delete it')
    .action(remove)

  add('provisioning', 'Switch SCIM provisioning on or off')
    .addArgument(ORGANIZATION)
    .addArgument(SWITCH)
    .action(async (named: string, state: string, options: ServerOptions) => {
      const client = connect(options)
      const { id, name } = await findOrganization(client, named, options)
      const body = { enabled: state === 'on' }
      const answer = await answerOf(setProvisioning({ client, path: { organizationId: id }, body }), options)
      print(answer, options, [`SCIM provisioning of ${name} is ${state}.`, `SCIM URL  ${answer.scimBaseUrl}`])
    })

  add('entitlement', 'Say whether an organization may use SCIM')
    .addArgument(ORGANIZATION)
    .addArgument(SWITCH)
    .action(async (named: string, state: string, options: ServerOptions) => {
      const client = connect(options)
      const { id, name } = await findOrganization(client, named, options)
      const body = { scim: state === 'on' }
      const answer = await answerOf(setEntitlements({ client, path: { organizationId: id }, body }), options)
      print(answer, options, [`${name} ${answer.scim ? 'may' : 'may not'} use SCIM.`])
    })
}

async function create(name: string, options: OrganizationOptions & { enableProvisioning?: boolean }): Promise<void> {
  const client = connect(options)
  const { slug, externalId } = options
  const created = await answerOf(createOrganization({ client, body: { name, slug, externalId } }), options)
  if (options.enableProvisioning) {
    const path = { organizationId: created.id }
    created.provisioning = await answerOf(setProvisioning({ client, path, body: { enabled: true } }), options)
  }
  print(created, options, describe(created))
}

async function list(options: ServerOptions): Promise<void> {
  const client = connect(options)
  const items: Organization[] = []
  let cursor: string | undefined
  do {
    const page = await answerOf(listOrganizations({ client, query: { cursor, limit: 200 } }), options)
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  const rows = items.map((it) => [it.slug, it.name, it.provisioning.enabled ? 'on' : 'off', it.id])
  print(items, options, table(['SLUG', 'NAME', 'PROVISIONING', 'ID'], rows))
}

async function update(
  named: string,
  options: OrganizationOptions & { name?: string; restoreDeletedUsers?: 'on' | 'off' },
  command: Command,
): Promise<void> {
  const { name, slug, externalId, restoreDeletedUsers: state } = options
  const restoreDeletedUsers = state === undefined ? undefined : state === 'on'
  const body = changesOf({ name, slug, externalId, restoreDeletedUsers }, command)
  const client = connect(options)
  const { id } = await findOrganization(client, named, options)
  const call = updateOrganization({ client, path: { organizationId: id }, body })
  const updated = await answerOf(call, options)
  print(updated, options, describe(updated))
}

async function remove(named: string, options: ServerOptions & { yes?: boolean }): Promise<void> {
  const client = connect(options)
  const { id, name } = await findOrganization(client, named, options)
  if (!options.yes)
    throw new ApiError(`This deletes ${name} with all its users and groups for good. Add --yes to do it.`)
  await answerOf(deleteOrganization({ client, path: { organizationId: id } }), options)
  print({ id }, options, [`${name} is deleted.`])
}

function describe(organization: Organization): string[] {
  const { provisioning, entitlements } = organization
  return table(
    ['Organization', organization.name],
    [
      ['Slug', organization.slug],
      ['Id', organization.id],
      ...(organization.externalId === null ? [] : [['External id', organization.externalId]]),
      ['May use SCIM', entitlements.scim ? 'yes' : 'no'],
      ['Provisioning', provisioning.enabled ? 'on' : 'off'],
      ['Deleted users come back', organization.restoreDeletedUsers ? 'yes' : 'no'],
      ['SCIM URL', provisioning.scimBaseUrl],
    ],
  )
}
