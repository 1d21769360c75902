// Every line of every contract, called once by each role that may, towards the same elder: what Z2 and Z6 look at.
import { type Attacker, type AttackWorld } from './attack-world.ts'
import type { Answer, Prober } from './probe.ts'
import { type AnyLine, type Input, requestOf } from './requests.ts'
import { linesOf, mayCall } from './scope-matrix.ts'

export interface Swept {
  line: AnyLine
  attacker: Attacker
  input: Input
  answer: Answer
}

export async function* sweep(attack: AttackWorld, prober: Prober): AsyncGenerator<Swept> {
  const callers = attack.attackers.filter(({ post }) => post === 'district' || post === 'town')
  for (const line of linesOf(attack.catalogue.capabilities))
    for (const attacker of callers) {
      if (!mayCall(attack, line, attacker) || /^\/auth\/(sign-in|change-password)/.test(line.path)) continue
      const input = requestOf(line, attack.targets.village)
      yield { line, attacker, input, answer: await prober.send(line, attacker, input) }
    }
}
