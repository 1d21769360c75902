// For tests: two districts with two towns of two villages each, in the shape of the shipped file.
import type { TestWorld } from '@songhe/kernel/testing'
import { readTable, storeAreas } from '../areas/load-areas.ts'

const TABLE = `key,kind,name,code,parent_key,valid_from,valid_to,committee
1,district,甲区,500106,,,,
2,district,乙县,500231,,,,
101,town,一镇,500106101,1,,,
102,town,二镇,500106102,1,,,
201,town,三镇,500231101,2,,,
1011,village,一村,500106101201,101,,,villagers
1012,village,二村,500106101202,101,,,villagers
1021,village,三村,500106102201,102,,,villagers
1022,village,四社区,500106102001,102,,,residents
2011,village,五村,500231101201,201,,,villagers`

export async function plantAreas(world: TestWorld) {
  await storeAreas({ query: (text: string, values: unknown[]) => world.owner(text, values) } as never, readTable(TABLE))
}
