import { newId, timeOfId } from '../../src/domain/ids.ts'
import { contractRegistry, resourceTypeNamed } from '../../src/domain/scim/registry.ts'
import { createDocument } from '../../src/domain/scim/replace-document.ts'
import type { Database } from '../../src/storage/database.ts'
import { addMembers } from '../../src/storage/group-members.ts'
import { insertOrganization } from '../../src/storage/organizations.ts'
import { insertResource } from '../../src/storage/resources.ts'
import type { Progress } from './progress.ts'

export interface Seed {
  readonly organizationId: string
  readonly userIds: readonly string[]
  /** A group of ten, and one of everybody but the first user. */
  readonly smallGroupId: string
  readonly largeGroupId: string
}

const BATCH = 500

/** An organization with users like those that identity providers make, each in two or three groups. */
export async function seed(database: Database, users: number, progress: Progress): Promise<Seed> {
  const registry = contractRegistry()
  const now = new Date().toISOString()
  const organizationId = newId()
  await database.transaction((trx) =>
    insertOrganization(trx, {
      id: organizationId,
      name: 'Bench',
      slug: `bench-${organizationId}`,
      externalId: null,
      isEntitledToScim: true,
      isProvisioningEnabled: true,
      createdAt: now,
      updatedAt: now,
    }),
  )
  const userType = resourceTypeNamed(registry, 'User')
  const groupType = resourceTypeNamed(registry, 'Group')
  const userIds: string[] = []
  while (userIds.length < users) {
    await database.transaction(async (trx) => {
      const batch = Math.min(BATCH, users - userIds.length)
      for (let index = 0; index < batch; index += 1) {
        const id = newId()
        const document = createDocument(userType, userNumber(userIds.length))
        await insertResource(trx, { organizationId, type: userType }, { id, document, at: timeOfId(id) })
        userIds.push(id)
      }
    })
    progress.at(userIds.length)
  }
  const makeGroup = (displayName: string, members: readonly string[]): Promise<string> =>
    database.transaction(async (trx) => {
      const id = newId()
      const document = createDocument(groupType, { displayName })
      await insertResource(trx, { organizationId, type: groupType }, { id, document, at: timeOfId(id) })
      await addMembers(trx, organizationId, id, members)
      return id
    })
  // The first user is in neither, so that both can take one more.
  const smallGroupId = await makeGroup('Ten', userIds.slice(1, 11))
  const largeGroupId = await makeGroup('Everybody', userIds.slice(1))
  for (let team = 0; team < 20; team += 1) {
    await makeGroup(
      `Team ${team}`,
      userIds.filter((_, index) => index % 20 === team),
    )
  }
  return { organizationId, userIds, smallGroupId, largeGroupId }
}

/** User number 7: `user7@example.com`. */
export function userNumber(number: number): Record<string, unknown> {
  const userName = `user${number}@example.com`
  const familyName = FAMILY_NAMES[number % FAMILY_NAMES.length]
  const givenName = GIVEN_NAMES[(number * 7) % GIVEN_NAMES.length]
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: `00u${number.toString(36).padStart(17, '0')}`,
    userName,
    name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
    displayName: `${givenName} ${familyName}`,
    title: TITLES[number % TITLES.length],
    locale: 'en-US',
    active: number % 30 !== 0,
    emails: [{ value: userName, type: 'work', primary: true }],
    phoneNumbers: [{ value: `+1-555-${String(number).padStart(7, '0')}`, type: 'work' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: String(number),
      department: `Department ${number % 100}`,
    },
  }
}

const FAMILY_NAMES = [
  'Roe',
  'Jensen',
  'Okafor',
  'Garcia',
  'Nguyen',
  'Kowalski',
  'Müller',
  'Tanaka',
  'Silva',
  'Haddad',
  'Ivanova',
]
const GIVEN_NAMES = [
  'Jane',
  'Barbara',
  'Chidi',
  'Lucía',
  'Linh',
  'Zofia',
  'Jürgen',
  'Yuki',
  'João',
  'Layla',
  'Olga',
  'Sam',
  'Ada',
]
const TITLES = ['Engineer', 'Account Executive', 'Nurse', 'Analyst', 'Vice President']
