import { Argument, Option, type Command } from 'commander'
import { getDelivery, listDeliveries, redeliver, redeliverEvents } from '#generated/sdk/sdk.gen.ts'
import type { Delivery, DeliveryDetail, DeliveryStatus, EventType } from '#generated/sdk/types.gen.ts'
import { addOrganizationAnd, answerOf, connect, findOrganization, itemsOf, type ServerOptions } from './client.ts'
import { print, printList, safeLines, table } from './output.ts'

interface ListOptions extends ServerOptions {
  readonly status?: DeliveryStatus
  readonly type?: EventType
  readonly limit: number
}

interface OfWebhook extends ServerOptions {
  readonly webhook: string
}

interface ResendOptions extends ServerOptions {
  readonly since: string
  readonly until?: string
  readonly includeDelivered?: boolean
}

/** The commands of `rollcall webhooks` that are about deliveries. */
export function addDeliveryCommands(add: (name: string, description: string) => Command): void {
  const webhook = (): Argument => new Argument('<webhook-id>', 'the id of the webhook')
  const delivery = (): Argument => new Argument('<delivery-id>', 'the id of the delivery')
  const ofWebhook = (command: Command): Command =>
    command.requiredOption('--webhook <id>', 'the webhook that it belongs to')

  addOrganizationAnd(
    add('deliveries', 'List the deliveries to a webhook, newest first')
      .addOption(new Option('--status <status>', 'only those').choices(['pending', 'delivered', 'failed']))
      .option('--type <type>', 'only of events of this type')
      .option('--limit <number>', 'how many to list at most', Number, 50),
    webhook(),
    list,
  )
  addOrganizationAnd(ofWebhook(add('delivery', 'Show a delivery with each of its tries')), delivery(), show)
  addOrganizationAnd(ofWebhook(add('redeliver', 'Send an event again')), delivery(), again)
  addOrganizationAnd(
    add('resend', 'Send the events of a time again that have not arrived')
      .requiredOption('--since <time>', 'events of this time or later, such as 2026-01-31T09:00:00Z')
      .option('--until <time>', 'events of before this time')
      .option('--include-delivered', 'also those that have arrived'),
    webhook(),
    resend,
  )
}

async function list(named: string | undefined, webhookId: string, options: ListOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { status, type } = options
  const path = { organizationId: id, webhookId }
  const items = itemsOf(
    (page) => answerOf(listDeliveries({ client: server.client, path, query: { ...page, status, type } }), server),
    options.limit,
  )
  await printList(items, options, HEADING, toRow)
}

async function show(named: string | undefined, deliveryId: string, options: OfWebhook): Promise<void> {
  const { server, call } = await target(named, deliveryId, options)
  const found = await answerOf(getDelivery(call), server)
  print(found, options, describe(found))
}

async function again(named: string | undefined, deliveryId: string, options: OfWebhook): Promise<void> {
  const { server, call } = await target(named, deliveryId, options)
  const found = await answerOf(redeliver(call), server)
  print(found, options, table(HEADING, [toRow(found)]))
}

async function target(named: string | undefined, deliveryId: string, options: OfWebhook) {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  return {
    server,
    call: { client: server.client, path: { organizationId: id, webhookId: options.webhook, deliveryId } },
  }
}

async function resend(named: string | undefined, webhookId: string, options: ResendOptions): Promise<void> {
  const server = connect(options)
  const { id } = await findOrganization(server, named)
  const { since, until = new Date().toISOString(), includeDelivered } = options
  const path = { organizationId: id, webhookId }
  let cursor: string | undefined
  let count = 0
  do {
    const body = { since, until, includeDelivered, cursor }
    const answer: { count: number; nextCursor: string | null } = await answerOf(
      redeliverEvents({ client: server.client, path, body }),
      server,
    )
    count += answer.count
    cursor = answer.nextCursor ?? undefined
  } while (cursor !== undefined)
  print({ count }, options, [`${count} ${count === 1 ? 'event is' : 'events are'} on the way.`])
}

const HEADING = ['CREATED', 'TYPE', 'ABOUT', 'STATUS', 'TRIES', 'ANSWER', 'NEXT TRY', 'ID']

function toRow({ createdAt, type, resource, status, attemptCount, lastStatus, nextAttemptAt, id }: Delivery): string[] {
  const about = resource.name ?? resource.id
  return [createdAt, type, about, status, String(attemptCount), String(lastStatus ?? ''), nextAttemptAt ?? '', id]
}

function describe({ attempts, ...delivery }: DeliveryDetail): string[] {
  const tries = attempts.flatMap(({ number, at, durationMs, status, error, request, response }) => [
    '',
    `Try ${number} at ${at}, ${durationMs.toFixed(0)} ms: ${error ?? `answered ${status ?? ''}`}`,
    ...(request ? [safeLines(request.body)] : []),
    ...(response ? ['Answer', safeLines(response)] : []),
  ])
  return [...table(HEADING, [toRow(delivery)], Infinity), ...tries]
}
