import { TOKEN, type Guide } from './guide.ts'

const TEMPLATE = `{
  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
  "userName": "{$parameters.scimusername}",
  "name": { "givenName": "{$user.firstname}", "familyName": "{$user.lastname}" },
  "emails": [{ "value": "{$user.email}", "type": "work", "primary": true }]
}`

export const onelogin: Guide = {
  id: 'onelogin',
  name: 'OneLogin',
  clientProfile: 'standard',
  steps: ({ scimUrl }) => [
    {
      text: (
        <>
          In OneLogin open <strong>Applications</strong> → <strong>Add App</strong>, search for{' '}
          <strong>SCIM Provisioner with SAML (SCIM v2 Core)</strong>, and save it under the name of your product.
        </>
      ),
    },
    {
      text: (
        <>
          On the tab <strong>Configuration</strong> fill in:
        </>
      ),
      fields: [
        { label: 'SCIM Base URL', value: scimUrl, isCopied: true },
        { label: 'SCIM JSON Template', value: TEMPLATE, isCopied: true },
        { label: 'SCIM Bearer Token', value: TOKEN },
      ],
    },
    {
      text: (
        <>
          Under <strong>API Connection</strong> press <strong>Enable</strong>, watch the connection check below, and
          save.
        </>
      ),
    },
    {
      text: (
        <>
          On the tab <strong>Provisioning</strong> tick <strong>Enable provisioning</strong>, take the ticks from{' '}
          <strong>Require admin approval</strong> for what should happen by itself, and save.
        </>
      ),
    },
    {
      text: (
        <>
          For groups: on the tab <strong>Parameters</strong> tick <strong>Include in User Provisioning</strong> for{' '}
          <strong>Groups</strong>. On the tab <strong>Access</strong> choose the roles whose people should be
          provisioned.
        </>
      ),
    },
  ],
}
