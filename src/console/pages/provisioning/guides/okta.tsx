import { TOKEN, type Guide } from './guide.ts'

export const okta: Guide = {
  id: 'okta',
  name: 'Okta',
  clientProfile: 'okta',
  steps: ({ scimUrl }) => [
    {
      text: (
        <>
          In the Okta Admin Console open the application, <strong>General</strong> → <strong>App Settings</strong> →{' '}
          <strong>Edit</strong>, choose <strong>SCIM</strong> under Provisioning, and save.
        </>
      ),
    },
    {
      text: (
        <>
          Open <strong>Provisioning</strong> → <strong>Integration</strong> → <strong>Edit</strong>, and fill in:
        </>
      ),
      fields: [
        { label: 'SCIM connector base URL', value: scimUrl, isCopied: true },
        { label: 'Unique identifier field for users', value: 'userName', isCopied: true },
        {
          label: 'Supported provisioning actions',
          value: 'Push New Users, Push Profile Updates, Push Groups',
        },
        { label: 'Authentication Mode', value: 'HTTP Header' },
        { label: 'Authorization', value: TOKEN },
      ],
    },
    {
      text: (
        <>
          Press <strong>Test Connector Configuration</strong> and watch the connection check below. Then{' '}
          <strong>Save</strong>.
        </>
      ),
    },
    {
      text: (
        <>
          Open <strong>Provisioning</strong> → <strong>To App</strong> → <strong>Edit</strong>, tick{' '}
          <strong>Create Users</strong>, <strong>Update User Attributes</strong> and <strong>Deactivate Users</strong>,
          and save.
        </>
      ),
    },
    {
      text: (
        <>
          Under <strong>Assignments</strong> assign people, and under <strong>Push Groups</strong> pick the groups.
        </>
      ),
    },
  ],
  after: 'Okta deactivates people who leave, and never deletes them.',
}
