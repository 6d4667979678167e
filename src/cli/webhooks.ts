import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
} from '#generated/sdk/sdk.gen.ts'
import type {
  CreatedWebhook,
  Webhook,
  WebhookDelivery,
  WebhookFormat,
  WebhookPayload,
} from '#generated/sdk/types.gen.ts'
import {
  addOrganizationAnd,
  addServerOptions,
  answerOf,
  changesOf,
  connect,
  findOrganization,
  itemsOf,
  organizationArgument,
  type Server,
  type ServerOptions,
} from './client.ts'
import { addDeliveryCommands } from './deliveries.ts'
import { print, printList, table } from './output.ts'

interface WebhookOptions extends ServerOptions {
  readonly to?: string
  readonly description?: string
  readonly events?: string[]
  readonly payload?: WebhookPayload
  readonly audience?: string
}

interface CreateOptions extends WebhookOptions {
  readonly format?: WebhookFormat
  readonly delivery?: WebhookDelivery
  readonly quiet?: boolean
}

interface UpdateOptions extends WebhookOptions {
  readonly enable?: boolean
  readonly disable?: boolean
}

interface RotationOptions extends ServerOptions {
  readonly overlapHours?: number
  readonly quiet?: boolean
}

const webhookArgument = (): Argument => new Argument('<webhook-id>', 'the id of the webhook')

export function addWebhooksCommand(program: Command): void {
  const webhooks = program.command('webhooks').description('Where events are sent')
  const add = (name: string, description: string): Command =>
    addServerOptions(webhooks.command(name).description(description))
  const addSettings = (command: Command): Command =>
    command
      .option('--to <url>', 'where events are sent, by https')
      .option('--description <text>', 'what it is for')
      .option('--events <types>', 'which events, with commas between them, such as user.*,group.*', (it) =>
        it.split(','),
      )
      .addOption(new Option('--payload <payload>', 'only what changed, or with the values').choices(['thin', 'full']))
      .option('--audience <audience>', 'the `aud` of security event tokens')

  addSettings(add('create', 'Create a webhook; its secret is shown only once'))
    .addArgument(organizationArgument())
    .addOption(
      new Option('--format <format>', 'Standard Webhooks or security event tokens').choices(['standard', 'set']),
    )
    .addOption(new Option('--delivery <delivery>', 'whether it is sent or fetched').choices(['push', 'poll']))
    .option('--quiet', 'print the secret and nothing else, for scripts')
    .action(create)
  add('list', 'List the webhooks of an organization').addArgument(organizationArgument()).action(list)
  addOrganizationAnd(add('show', 'Show a webhook, but for its secret'), webhookArgument(), show)
  addOrganizationAnd(
    addSettings(add('update', 'Change a webhook'))
      .option('--enable', 'send to it again')
      .addOption(new Option('--disable', 'send nothing more').conflicts('enable')),
    webhookArgument(),
    update,
  )
  addOrganizationAnd(add('delete', 'Delete a webhook with its deliveries'), webhookArgument(), remove)
  addOrganizationAnd(
    add('rotate-secret', 'Give a webhook a new secret, which is shown only once')
      .option('--overlap-hours <hours>', 'how long the old one signs too; 24 if absent, 0 stops it now', toHours)
      .option('--quiet', 'print the new secret and nothing else, for scripts'),
    webhookArgument(),
    rotate,
  )
  addOrganizationAnd(add('test', 'Send a test event'), webhookArgument(), test)
  addDeliveryCommands(add)
}

async function create(named: string | undefined, options: CreateOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { to: url, description, events, payload, audience, format, delivery } = options
  const body = { url, description, events, payload, audience, format, delivery }
  const call = createWebhook({ client: server.client, path: { organizationId: id }, body })
  printSecret(await answerOf(call, server), options)
}

async function list(named: string | undefined, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { client } = server
  const path = { organizationId: id }
  const items = itemsOf((query) => answerOf(listWebhooks({ client, path, query }), server))
  await printList(items, options, HEADING, toRow)
}

async function show(named: string | undefined, webhookId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const found = await answerOf(getWebhook(await target(server, named, webhookId)), server)
  print(found, options, describe(found))
}

async function update(named: string | undefined, webhookId: string, options: UpdateOptions, command: Command) {
  const { to, description, events, payload, audience, enable, disable } = options
  changesOf({ to, description, events, payload, audience, enable, disable }, command)
  const isEnabled = enable ? true : disable ? false : undefined
  const body = { url: to, description, events, payload, audience, isEnabled }
  const server = connect(options)
  const updated = await answerOf(updateWebhook({ ...(await target(server, named, webhookId)), body }), server)
  print(updated, options, table(HEADING, [toRow(updated)]))
}

async function remove(named: string | undefined, webhookId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  await answerOf(deleteWebhook(await target(server, named, webhookId)), server)
  print({ id: webhookId }, options, ['The webhook is gone.'])
}

async function rotate(named: string | undefined, webhookId: string, options: RotationOptions): Promise<void> {
  const server = connect(options)
  const body = { overlapHours: options.overlapHours }
  printSecret(
    await answerOf(rotateWebhookSecret({ ...(await target(server, named, webhookId)), body }), server),
    options,
  )
}

async function test(named: string | undefined, webhookId: string, options: ServerOptions): Promise<void> {
  const server = connect(options)
  const sent = await answerOf(sendTestEvent(await target(server, named, webhookId)), server)
  const command = `rollcall webhooks delivery ${sent.id} --webhook ${webhookId}`
  print(sent, options, [`A test event is on its way; \`${command}\` shows how it went.`])
}

async function target(server: Server, named: string | undefined, webhookId: string) {
  const { id } = await findOrganization(server, named)
  return { client: server.client, path: { organizationId: id, webhookId } }
}

function printSecret(created: CreatedWebhook, options: { quiet?: boolean } & ServerOptions): void {
  const { secret } = created
  if (options.quiet) {
    if (secret !== null) console.log(secret)
    return
  }
  const lines = describe(created)
  const shown = secret === null ? [] : [`Secret  ${secret}`, 'The secret is shown only now: give it to the receiver.']
  print(created, options, [...lines, ...shown])
}

function describe(webhook: Webhook): string[] {
  const rows = [
    ['Id', webhook.id],
    ['Description', webhook.description],
    ['Events', webhook.events.join(',')],
    ['Format', `${webhook.format}, ${webhook.payload}`],
    ['State', stateOf(webhook)],
    ['Last delivered', webhook.lastDeliveredAt ?? 'never'],
    ...(webhook.failingSince === null ? [] : [['Failing since', webhook.failingSince]]),
    ...(webhook.previousSecretExpiresAt === null ? [] : [['Old secret signs until', webhook.previousSecretExpiresAt]]),
  ]
  return table(['URL', webhook.url ?? '(fetched)'], rows, Infinity)
}

const HEADING = ['ID', 'URL', 'DESCRIPTION', 'EVENTS', 'STATE', 'LAST DELIVERED']

function toRow(webhook: Webhook): string[] {
  const { id, url, description, events, lastDeliveredAt } = webhook
  return [id, url ?? '(fetched)', description, events.join(','), stateOf(webhook), lastDeliveredAt ?? 'never']
}

function stateOf({ isEnabled, disabledReason, failingSince }: Webhook): string {
  if (!isEnabled) return `off (${disabledReason ?? 'administrator'})`
  return failingSince === null ? 'on' : 'failing'
}

function toHours(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('Give a number of hours.')
  return Number(text)
}
