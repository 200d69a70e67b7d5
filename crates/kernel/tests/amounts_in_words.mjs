// Writes data/amounts_in_words.tsv: our own amounts, spelled by the npm package read-vietnamese-number, as a second
// opinion on ours. Run by hand when amounts are added:
//   npm install --no-save --prefix "$(mktemp -d)" read-vietnamese-number@2.3.1
//   NODE_PATH=…/node_modules node amounts_in_words.mjs > data/amounts_in_words.tsv
import { createRequire } from 'node:module'
const { ReadingConfig, doReadNumber } = createRequire(process.env.NODE_PATH + '/')('read-vietnamese-number')

const speech = (thousand, odd) =>
  Object.assign(new ReadingConfig(), { unit: ['đồng'], units: [[], [thousand], ['triệu'], ['tỷ']], oddText: odd })
const north = speech('nghìn', 'linh')
const south = speech('ngàn', 'lẻ')

const amounts = new Set()
for (let n = 0n; n <= 130n; n++) amounts.add(n)
for (const part of [100n, 101n, 104n, 105n, 110n, 111n, 114n, 115n, 121n, 124n, 125n, 200n, 505n, 555n, 990n, 999n]) {
  for (let zeros = 0n; zeros <= 15n; zeros += 3n) {
    const unit = 10n ** zeros
    for (const amount of [part * unit, part * unit + 1n, part * unit + 15n, part * unit + 1000n]) amounts.add(amount)
  }
}
// A linear congruence instead of chance: the same amounts on every run.
let seed = 20240229n
for (let count = 0; count < 400; count++) {
  seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n
  amounts.add(seed % 10n ** BigInt(1 + (count % 18)))
}
for (const amount of [360_000n, 500_000n, 540_000n, 1_480_000n, 2_055_000n, 2n ** 63n - 1n]) amounts.add(amount)

for (const amount of [...amounts].sort((a, b) => (a < b ? -1 : 1))) {
  console.log([amount, doReadNumber(amount, north), doReadNumber(amount, south)].join('\t'))
}
