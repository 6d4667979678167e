import SqliteDatabase from 'better-sqlite3'
import type { FeedEvent, User } from 'rollcall-sdk'

export interface ProductUser {
  readonly id: string
  readonly userName: string
  readonly displayName: string | null
  readonly active: 0 | 1
  readonly roles: string
}

const database = new SqliteDatabase(process.env.PRODUCT_DATABASE ?? 'product.sqlite')
database.pragma('journal_mode = WAL')
database.exec(`
  create table if not exists users (
    id text primary key, userName text not null, displayName text, active integer not null,
    roles text not null default '[]', version integer not null);
  create table if not exists sessions (id text primary key, userId text not null references users on delete cascade);
  create table if not exists mails (sequence integer primary key, receiver text not null, subject text not null);
  create table if not exists cursor (id integer primary key check (id = 1), sequence integer not null);`)

const upsert = database.prepare(`
  insert into users (id, userName, displayName, active, version) values (@id, @userName, @displayName, @active, @version)
  on conflict (id) do update
  set userName = @userName, displayName = @displayName, active = @active, version = @version
  where @version >= version`)
const deleteUser = database.prepare('delete from users where id = ?')
const endSessions = database.prepare('delete from sessions where userId in (select id from users where not active)')
const setRoles = database.prepare('update users set roles = @roles where id = @id')
const sendMail = database.prepare('insert into mails (sequence, receiver, subject) values (?, ?, ?)')
const moveCursor = database.prepare(`
  insert into cursor (id, sequence) values (1, @sequence)
  on conflict (id) do update set sequence = @sequence where @sequence > sequence`)

function storeUser({ id, userName, displayName, active }: User, version: number | null): void {
  // What is not said of a user means that the user is active.
  upsert.run({ id, userName, displayName: displayName ?? null, active: active === false ? 0 : 1, version })
}

/** Does what an event says, and remembers in the same transaction that it is done. */
export const applyEvent = database.transaction(({ sequence, type, resource, data }: FeedEvent): void => {
  // Another process of this product may have done it.
  if (moveCursor.run({ sequence }).changes === 0) return
  if (data?.user) storeUser(data.user, resource.version)
  if (data?.roles) setRoles.run({ id: resource.id, roles: JSON.stringify(data.roles.after) })
  if (type === 'user.deleted') deleteUser.run(resource.id)
  if (type === 'user.created') sendMail.run(sequence, resource.name, 'Welcome')
  endSessions.run()
})

/** Begins anew with the users and roles that there are, as of an event. */
export const replaceUsers = database.transaction(
  (users: readonly User[], roles: ReadonlyMap<string, readonly string[]>, sequence: number): void => {
    // Another process has begun meanwhile, and is further on.
    if (moveCursor.run({ sequence }).changes === 0) return
    const known = new Set(users.map(({ id }) => id))
    for (const { id } of listUsers()) if (!known.has(id)) deleteUser.run(id)
    for (const user of users) {
      storeUser(user, Number(/\d+/.exec(user.meta?.version ?? '')?.[0]))
      setRoles.run({ id: user.id, roles: JSON.stringify(roles.get(user.id) ?? []) })
    }
    endSessions.run()
  },
)

const selectCursor = database.prepare<[], { sequence: number }>('select sequence from cursor')
const selectSignedIn = database.prepare<[string], ProductUser>(
  'select users.* from sessions join users on users.id = userId where sessions.id = ? and active',
)
const insertSession = database.prepare(
  'insert into sessions (id, userId) select ?, id from users where userName = ? and active',
)

/** The sequence of the last event that was handled; undefined before the first start. */
export const lastHandled = (): number | undefined => selectCursor.get()?.sequence
/** Tells that no event up to this one is of interest any more. */
export const markHandled = (sequence: number): void => void moveCursor.run({ sequence })
export const listUsers = () => database.prepare<[], ProductUser>('select * from users order by userName').all()
export const listMails = () => database.prepare('select receiver, subject from mails').all()
/** Who a session belongs to: nobody who may not use the product any more. */
export const signedIn = (session: string): ProductUser | undefined => selectSignedIn.get(session)
/** Returns the session, or undefined for somebody who may not use the product. */
export function signIn(userName: string): string | undefined {
  const session = crypto.randomUUID()
  return insertSession.run(session, userName).changes === 1 ? session : undefined
}
