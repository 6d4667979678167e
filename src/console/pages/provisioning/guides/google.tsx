import { TOKEN, type Guide } from './guide.ts'

export const google: Guide = {
  id: 'google',
  name: 'Google Workspace',
  clientProfile: 'standard',
  before:
    'Google provisions automatically into apps of its own catalog only. If your product is not in it, it cannot be set up at Google; use another identity provider.',
  steps: ({ scimUrl }) => [
    {
      text: (
        <>
          In the Google Admin console open <strong>Apps</strong> → <strong>Web and mobile apps</strong> and the app, for
          which single sign-on by SAML must be set up already.
        </>
      ),
    },
    {
      text: (
        <>
          In the section <strong>Auto-provisioning</strong> press <strong>Configure auto-provisioning</strong>, and fill
          in what it asks for:
        </>
      ),
      fields: [
        { label: 'Access token', value: TOKEN },
        { label: 'Endpoint URL', value: scimUrl, isCopied: true },
      ],
    },
    {
      text: (
        <>
          <strong>Attribute mapping</strong>: see that all attributes with a star are mapped; <code>userName</code>{' '}
          comes from <strong>Primary email</strong>.
        </>
      ),
    },
    {
      text: (
        <>
          <strong>Provisioning scope</strong>: choose groups, or leave it empty for everybody who has the app.
        </>
      ),
    },
    {
      text: (
        <>
          <strong>Deprovisioning</strong>: choose after how many days people who leave are suspended or deleted. Press{' '}
          <strong>Finish</strong>, and switch <strong>Auto-provisioning</strong> on.
        </>
      ),
    },
  ],
  after:
    'Google has no test button and sends changes every few hours: leave the connection check open, or come back later. Groups are not pushed.',
}
