import { TOKEN, type Guide } from './guide.ts'

export const ping: Guide = {
  id: 'ping',
  name: 'PingOne',
  clientProfile: 'standard',
  steps: ({ scimUrl }) => [
    {
      text: (
        <>
          In PingOne open <strong>Integrations</strong> → <strong>Provisioning</strong>, press <strong>+</strong> →{' '}
          <strong>New connection</strong>, choose <strong>Identity Store</strong> and <strong>SCIM Outbound</strong>,
          and give it a name.
        </>
      ),
    },
    {
      text: (
        <>
          Under <strong>Configure authentication</strong> fill in:
        </>
      ),
      fields: [
        { label: 'SCIM Base URL', value: scimUrl, isCopied: true },
        { label: 'Users Resource', value: '/Users', isCopied: true },
        { label: 'SCIM Version', value: '2.0' },
        { label: 'Groups Resource', value: '/Groups', isCopied: true },
        { label: 'Authentication Method', value: 'OAuth 2 Bearer Token' },
        { label: 'OAuth Access Token', value: TOKEN },
        { label: 'Auth Type Header', value: 'Bearer' },
      ],
    },
    {
      text: (
        <>
          Press <strong>Test Connection</strong> and watch the connection check below.
        </>
      ),
    },
    {
      text: (
        <>
          Under <strong>Configure preferences</strong> fill in, and save:
        </>
      ),
      fields: [
        { label: 'User Filter Expression', value: 'userName Eq "%s"', isCopied: true },
        { label: 'User Identifier', value: 'userName' },
      ],
    },
    {
      text: (
        <>
          Switch the connection on. Under <strong>Rules</strong> create a rule with this connection as its target,
          choose who should be provisioned, and switch it on.
        </>
      ),
    },
  ],
}
