import { expect, it } from 'vitest'
import { tidyUrl } from '../../src/http/tidy-url.ts'

function tidied(url: string, method = 'GET'): { url: string; originalUrl: string; method: string } {
  const request = { url, originalUrl: url, method }
  let calls = 0
  void tidyUrl(request as never, undefined as never, () => (calls += 1))
  expect(calls).toBe(1)
  return request
}

it.each([
  ['/scim/v2/Users', '/scim/v2/Users'],
  ['/scim/v2/Users/', '/scim/v2/Users'],
  ['//scim//v2///Users//', '/scim/v2/Users'],
  ['/scim/v2/Users/?count=1', '/scim/v2/Users?count=1'],
  ['/scim/v2/Users?', '/scim/v2/Users?'],
  ['/', '/'],
  ['//', '/'],
  ['/?a=b', '/?a=b'],
  ['*', '*'],
  // the query is the client's
  ['/Users?filter=a//b/', '/Users?filter=a//b/'],
  ['/Users/?filter=a?b//c/', '/Users?filter=a?b//c/'],
  ['/Users%2F', '/Users%2F'],
])('%s means %s', (url, tidy) => {
  expect(tidied(url)).toMatchObject({ url: tidy, originalUrl: tidy })
})

it('a URL with a host, as proxies are sent (RFC 9112 §3.2.2), means its path', () => {
  expect(tidied('http://scim.example.com//scim/v2/Users/').url).toBe('/scim/v2/Users')
  expect(tidied('http://scim.example.com?count=0').url).toBe('/?count=0')
})

it('HEAD is a GET, and other methods stay', () => {
  expect(['HEAD', 'GET', 'POST', 'DELETE'].map((it) => tidied('/', it).method)).toEqual([
    'GET',
    'GET',
    'POST',
    'DELETE',
  ])
})

it('any number of slashes is no trouble', () => {
  const start = performance.now()
  expect(tidied('/'.repeat(100_000)).url).toBe('/')
  expect(tidied(`${'/'.repeat(100_000)}x${'/'.repeat(100_000)}`).url).toBe('/x')
  expect(performance.now() - start).toBeLessThan(1_000)
})
