import { build } from 'vite'

export async function makeConsole(directory: string): Promise<void> {
  await build({ logLevel: 'warn', build: { outDir: directory } })
}
