// Which papers a conversion needs: for parts of a building, or a small detached one, three of them fall away (沙坪坝 二（四）).
import type { ReplyOf } from '@songhe/basics/contract'
import type * as contract from '../../contract.ts'

/** Not asked for below the size, or for some floors only. */
const SPARED = ['房屋拆改规划说明', '临时改变房屋用途说明', '环境影响评价批复或备案回执'] as const
const ALWAYS = ['产权或租赁证明', '消防验收或备案', '房屋安全鉴定报告', '养老机构备案（提供住养的）'] as const

type Checklist = ReplyOf<typeof contract.showPremises>['checklist']

/** @param below square metres below which the short list holds; exactly that size is not below */
export function conversionPapers(rooms: { floorArea: number; detached: boolean | null }, below: number): Checklist {
  const spared = rooms.detached === false || (rooms.detached === true && rooms.floorArea < below)
  const why =
    rooms.detached === null
      ? '还不知道是不是独栋，按全部材料准备'
      : rooms.detached
        ? `独栋 ${rooms.floorArea} 平方米，${rooms.floorArea < below ? `不足 ${below} 平方米，可以免` : `达到 ${below} 平方米，要提供`}`
        : '只用部分楼层，可以免'
  return [
    ...ALWAYS.map((paper) => ({ paper, needed: true, why: '都要提供' })),
    ...SPARED.map((paper) => ({ paper, needed: !spared, why })),
  ]
}
