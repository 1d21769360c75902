// The pages of the room side by side; the one that is open is marked.
import { SidePages } from '@songhe/ui/side-pages'

const PLACES = [
  ['/facilities', '台账'],
  ['/facilities/network', '网络与缺口'],
  ['/facilities/chains', '中心带站'],
  ['/facilities/circle', '十五分钟圈'],
  ['/facilities/papers', '证照到期'],
  ['/facilities/operators', '运营主体'],
  ['/facilities/contracts', '运营合同'],
  ['/facilities/selections', '比选'],
  ['/facilities/premises', '闲置用房'],
  ['/facilities/estates', '小区配建'],
  ['/facilities/land', '养老用地'],
  ['/facilities/numbers', '文件里的数字'],
] as const

export function Places({ at }: { at: (typeof PLACES)[number][0] }) {
  return <SidePages label="设施各页" pages={PLACES} at={at} />
}
