const WIDTH = 30

/** A progress bar on a terminal; elsewhere a line for every tenth. */
export class Progress {
  readonly #label: string
  readonly #total: number
  readonly #started = performance.now()
  #tenths = -1

  constructor(label: string, total: number) {
    this.#label = label
    this.#total = total
  }

  at(done: number): void {
    const share = done / this.#total
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(0)
    const text = `${this.#label} ${done.toLocaleString('en')} of ${this.#total.toLocaleString('en')} (${seconds} s)`
    if (process.stdout.isTTY) {
      const filled = Math.round(share * WIDTH)
      process.stdout.write(`\r[${'█'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${text}`)
      if (done >= this.#total) process.stdout.write('\n')
    } else if (Math.floor(share * 10) > this.#tenths) {
      this.#tenths = Math.floor(share * 10)
      console.log(text)
    }
  }
}
