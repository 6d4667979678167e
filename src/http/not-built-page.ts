/** For whoever has started a server without building its pages: what to do. */
export const NOT_BUILT_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Rollcall: not built</title>
    <style nonce="{{nonce}}">
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
      body { max-width: 34rem; margin: 15vh auto; padding: 0 1.25rem }
      code { font: 0.9em ui-monospace, monospace; padding: 0.15em 0.4em; border: 1px solid; border-radius: 0.3em }
    </style>
  </head>
  <body>
    <main>
      <h1>This page is not built yet</h1>
      <p>The server runs, and its APIs answer. Run <code>npm run build</code> in the folder of Rollcall, then reload this page.</p>
    </main>
  </body>
</html>
`
