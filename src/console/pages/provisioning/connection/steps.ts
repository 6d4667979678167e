import type { Connection } from '#generated/sdk/types.gen.ts'

export type Step = Connection['steps'][number]['step']

/** The steps as people see them. The first three are what the test button of an identity provider does. */
export const STEPS: Readonly<Record<Step, { waiting: string; passed: string }>> = {
  requestArrived: { waiting: 'A request arrives', passed: 'A request arrived' },
  tokenAccepted: { waiting: 'The token is accepted', passed: 'The token was accepted' },
  usersRead: { waiting: 'Users are read', passed: 'Users were read: the connection works' },
  userProvisioned: { waiting: 'A first user is provisioned', passed: 'A user was provisioned' },
  groupPushed: { waiting: 'A first group is pushed', passed: 'A group was pushed' },
}

/** What comes after the test, when people and groups are assigned over there. */
export const AFTER_THE_TEST: ReadonlySet<Step> = new Set(['userProvisioned', 'groupPushed'])
