// Invented names: surnames by their approximate share, given names in the taste of people born 1920 to 1966 (a list of our own).
import { readFileSync } from 'node:fs'
import { projectRoot } from '@songhe/kernel/config'
import { type SeededRandom, weighted } from './seeded-random.ts'

const MEN = [...'国华明建德文志永光正成荣兴贵福平安军林海山清云春生祥元金玉才学忠义仁和良发富全有长寿大世万天']
const WOMEN = [...'秀英兰芳珍玉桂淑素琴芬菊莲梅凤琼惠碧清群华容翠月香娥蓉珠霞云红美贞先群书巧慧仙富春']
const SECOND_MEN = [...'国华明德文志光成荣兴贵福平林清云春生祥才学忠义良发富全和书安均伦友伟奎']
const SECOND_WOMEN = [...'英兰芳珍琴芬菊莲梅琼惠群华容香娥蓉霞云贞书碧玉秀会先']

export function nameMaker(): (random: SeededRandom, sex: 'male' | 'female') => string {
  const [, ...lines] = readFileSync(`${projectRoot}/packs/demo/surnames.csv`, 'utf8').trim().split('\n')
  const surname = weighted(lines.map((line) => line.split(',')).map(([name = '', share = '']) => [name, Number(share)] as const))
  return (random, sex) => {
    const first = random.pick(sex === 'male' ? MEN : WOMEN)
    const second = random.chance(0.22) ? '' : random.pick(sex === 'male' ? SECOND_MEN : SECOND_WOMEN)
    return surname(random) + first + (second === first ? '' : second)
  }
}
