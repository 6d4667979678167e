import { TOKEN, type Guide } from './guide.ts'

export const jumpcloud: Guide = {
  id: 'jumpcloud',
  name: 'JumpCloud',
  clientProfile: 'standard',
  steps: ({ scimUrl }) => [
    {
      text: (
        <>
          In the JumpCloud Admin Portal open <strong>SSO Applications</strong> and the application. For a new one:{' '}
          <strong>Add New Application</strong> → <strong>Custom Application</strong>, and tick{' '}
          <strong>Export users to this app (Identity Management)</strong>.
        </>
      ),
    },
    {
      text: (
        <>
          Open the tab <strong>Identity Management</strong>, and fill in:
        </>
      ),
      fields: [
        { label: 'SCIM Version', value: 'SCIM 2.0' },
        { label: 'Base URL', value: scimUrl, isCopied: true },
        { label: 'Token Key', value: TOKEN },
        { label: 'Test User Email', value: 'an address of your domain that nobody has' },
      ],
    },
    {
      text: (
        <>
          Tick <strong>Enable management of User Groups and Group Membership</strong> if groups should come too.
        </>
      ),
    },
    {
      text: (
        <>
          Press <strong>Test Connection</strong> and watch the connection check below. Then <strong>Activate</strong>{' '}
          and <strong>Save</strong>.
        </>
      ),
    },
    {
      text: (
        <>
          On the tab <strong>User Groups</strong> tick the groups whose people should be provisioned, and save.
        </>
      ),
    },
  ],
  after:
    'The test makes a user and a group and deletes them again, so the first steps of the check may all turn green.',
}
