import { TOKEN, type Guide } from './guide.ts'

export const entra: Guide = {
  id: 'entra',
  name: 'Microsoft Entra ID',
  clientProfile: 'entra',
  steps: ({ scimUrl }) => [
    {
      text: (
        <>
          In the Microsoft Entra admin center open <strong>Enterprise applications</strong> and the application. For a
          new one: <strong>New application</strong> → <strong>Create your own application</strong> →{' '}
          <strong>Integrate any other application you don’t find in the gallery</strong>.
        </>
      ),
    },
    {
      text: (
        <>
          Open <strong>Provisioning</strong> → <strong>New configuration</strong> (in older tenants: Provisioning Mode{' '}
          <strong>Automatic</strong> → Admin Credentials), and fill in:
        </>
      ),
      fields: [
        { label: 'Authentication method', value: 'Bearer authentication' },
        { label: 'Tenant URL', value: `${scimUrl}?aadOptscim062020`, isCopied: true },
        { label: 'Secret token', value: TOKEN },
      ],
    },
    {
      text: (
        <>
          Press <strong>Test connection</strong> and watch the connection check below. Then <strong>Create</strong>.
        </>
      ),
    },
    {
      text: (
        <>
          Under <strong>Users and groups</strong> assign the people and groups that should be provisioned.
        </>
      ),
    },
    {
      text: (
        <>
          On the <strong>Overview</strong> press <strong>Start provisioning</strong>. Entra sends changes about every 40
          minutes; <strong>Provision on demand</strong> sends one person at once.
        </>
      ),
    },
  ],
  after: (
    <>
      <code>?aadOptscim062020</code> makes Entra keep closer to the standard. It works without, too.
    </>
  ),
}
