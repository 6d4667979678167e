import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
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
  addOrganizationAnd,
  addServerOptions,
  answerOf,
  ApiError,
  changesOf,
  connect,
  findOrganization,
  itemsOf,
  organizationArgument,
  type ServerOptions,
} from './client.ts'
import { showConnection, type ConnectionOptions } from './connection.ts'
import { print, printList, safe, table } from './output.ts'

const RESTORING = new Option(
  '--restore-deleted-users <state>',
  'whether deleted users who are created again come back; off erases what was kept',
).choices(['on', 'off'])

interface OrganizationOptions extends ServerOptions {
  readonly slug?: string
  readonly externalId?: string
}

interface UpdateOptions extends OrganizationOptions {
  readonly name?: string
  readonly restoreDeletedUsers?: 'on' | 'off'
  readonly activityRetentionDays?: number
  readonly activityReadsPercent?: number
  readonly eventRetentionDays?: number
}

export function addOrganizationsCommand(program: Command): void {
  const organizations = program.command('organizations').description("The product's customers")
  const add = (name: string, description: string): Command =>
    addServerOptions(organizations.command(name).description(description))
  const toSwitch = (): Argument => new Argument('<state>', 'on or off').choices(['on', 'off'])

  add('create', 'Create an organization')
    .argument('<name>', 'the name that people see')
    .option('--slug <slug>', 'a short name; made from the name if absent')
    .option('--external-id <id>', "the product's own identifier of this customer")
    .option('--enable-provisioning', 'switch SCIM provisioning on')
    .action(create)

  add('list', 'List the organizations').action(list)

  add('show', 'Show an organization')
    .addArgument(organizationArgument())
    .action(async (named: string | undefined, options: ServerOptions) => {
      const found = await findOrganization(connect(options), named)
      print(found, options, describe(found))
    })

  add('update', 'Change an organization')
    .addArgument(organizationArgument())
    .option('--name <name>', 'the name that people see')
    .option('--slug <slug>', 'a short name')
    .option('--external-id <id>', "the product's own identifier of this customer")
    .addOption(RESTORING)
    .option('--activity-retention-days <days>', 'how long activity is kept; fewer erases what is older', toDays)
    .option('--activity-reads-percent <percent>', 'how many of 100 requests that only read are recorded', toPercent)
    .option('--event-retention-days <days>', 'how long events can be read again', toDays)
    .action(update)

  add('delete', 'Delete an organization with its users, groups and tokens')
    .argument('<organization>', 'its slug or id')
    .option('--yes', 'really delete it')
    .action(remove)

  addOrganizationAnd(
    add('provisioning', 'Switch SCIM provisioning on or off'),
    toSwitch(),
    async (named, state, options: ServerOptions) => {
      const server = connect(options)
      const { id, name } = await findOrganization(server, named)
      const call = setProvisioning({
        client: server.client,
        path: { organizationId: id },
        body: { enabled: state === 'on' },
      })
      const answer = await answerOf(call, server)
      print(answer, options, [`SCIM provisioning of ${safe(name)} is ${state}.`, `SCIM URL  ${answer.scimBaseUrl}`])
    },
  )

  addOrganizationAnd(
    add('entitlement', 'Say whether an organization may use SCIM'),
    toSwitch(),
    async (named, state, options: ServerOptions) => {
      const server = connect(options)
      const { id, name } = await findOrganization(server, named)
      const call = setEntitlements({
        client: server.client,
        path: { organizationId: id },
        body: { scim: state === 'on' },
      })
      const answer = await answerOf(call, server)
      print(answer, options, [`${safe(name)} ${answer.scim ? 'may' : 'may not'} use SCIM.`])
    },
  )

  add('connection', 'Show how far the identity provider has come in connecting')
    .addArgument(organizationArgument())
    .option('--watch', 'wait until the test of the identity provider has arrived, and show its steps as they come')
    .option('--since <time>', 'only what arrived from then on; with --watch from now on, if absent')
    .option('--token <token-id>', 'only what this SCIM token has asked for')
    .option('--timeout <seconds>', 'how long to watch; 600 if absent', toSeconds)
    .addHelpText('after', '\nExits with 0 when it is connected, with 1 when it is not.')
    .action(async (named: string | undefined, options: ConnectionOptions) => showConnection(named, options))
}

async function create(name: string, options: OrganizationOptions & { enableProvisioning?: boolean }): Promise<void> {
  const server = connect(options)
  const { client } = server
  const { slug, externalId } = options
  const created = await answerOf(createOrganization({ client, body: { name, slug, externalId } }), server)
  if (options.enableProvisioning) {
    const path = { organizationId: created.id }
    created.provisioning = await answerOf(setProvisioning({ client, path, body: { enabled: true } }), server)
  }
  print(created, options, describe(created))
}

async function list(options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { client } = server
  const items = itemsOf((query) => answerOf(listOrganizations({ client, query }), server))
  const toRow = (it: Organization): string[] => [it.slug, it.name, it.provisioning.enabled ? 'on' : 'off', it.id]
  await printList(items, options, ['SLUG', 'NAME', 'PROVISIONING', 'ID'], toRow)
}

async function update(named: string | undefined, options: UpdateOptions, command: Command): Promise<void> {
  const { name, slug, externalId, restoreDeletedUsers: state } = options
  const { activityRetentionDays, activityReadsPercent, eventRetentionDays } = options
  const restoreDeletedUsers = state === undefined ? undefined : state === 'on'
  const settings = { restoreDeletedUsers, activityRetentionDays, activityReadsPercent, eventRetentionDays }
  const body = changesOf({ name, slug, externalId, ...settings }, command)
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const call = updateOrganization({ client: server.client, path: { organizationId: id }, body })
  const updated = await answerOf(call, server)
  print(updated, options, describe(updated))
}

async function remove(named: string, options: ServerOptions & { yes?: boolean }): Promise<void> {
  const server = connect(options)
  const { id, name } = await findOrganization(server, named)
  if (!options.yes)
    throw new ApiError(`This deletes ${safe(name)} with all its users and groups for good. Add --yes to do it.`)
  await answerOf(deleteOrganization({ client: server.client, path: { organizationId: id } }), server)
  print({ id }, options, [`${safe(name)} is deleted.`])
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
      ['Activity is kept', `${organization.activityRetentionDays} days`],
      ['Reads recorded', `${organization.activityReadsPercent} %`],
      ['Events are kept', `${organization.eventRetentionDays} days`],
      ['SCIM URL', provisioning.scimBaseUrl],
    ],
    Infinity,
  )
}

function toDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give a number of days.')
  return Number(text)
}

function toPercent(text: string): number {
  if (!/^(\d{1,2}|100)$/.test(text)) throw new InvalidArgumentError('Give a number from 0 to 100.')
  return Number(text)
}

function toSeconds(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Give a number of seconds.')
  return Number(text)
}
