import { build } from 'vite'

export async function makeConsole(directory: string): Promise<void> {
  // Whatever the shell or a test says: React brings another version of itself for development.
  process.env.NODE_ENV = 'production'
  await build({ logLevel: 'warn', build: { outDir: directory } })
}
