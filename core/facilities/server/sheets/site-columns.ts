// The columns of the office's own list of sites, with the heads other offices use.
import type { SheetColumn, SheetOption } from '@songhe/kernel/sheets/sheet'
import { BED_KINDS, OPERATION_MODES, ORIGINS } from '../../contract/facts.ts'
import { PAPER_KINDS } from '../../contract/papers.ts'

export const STATE_WORDS: Readonly<Record<string, 'planned' | 'building' | 'open' | 'suspended'>> = {
  规划: 'planned',
  拟建: 'planned',
  在建: 'building',
  运营: 'open',
  运营中: 'open',
  正常: 'open',
  已建成: 'open',
  已建: 'open',
  暂停: 'suspended',
  停业: 'suspended',
}

export const SITE_COLUMNS: readonly SheetColumn[] = [
  {
    key: 'name',
    title: '名称',
    aliases: ['设施名称', '机构名称', '站点名称', '单位名称', '养老机构名称'],
    required: true,
    kind: 'text',
    example: '示例街道养老服务中心',
  },
  {
    key: 'kind',
    title: '类别',
    aliases: ['设施类别', '设施类型', '机构类型', '类型', '种类'],
    required: true,
    kind: 'text',
    note: '例如：社区养老服务站、村级互助养老点、敬老院、老年食堂。常见的其他叫法也认得。',
    example: '社区养老服务站',
  },
  {
    key: 'code',
    title: '机构编号',
    aliases: ['编号', '备案编号', '设施编号'],
    kind: 'text',
    note: '本单位自己的编号；再次导入时按它认出同一处。',
  },
  {
    key: 'town',
    title: '镇街',
    aliases: ['乡镇街道', '乡镇', '街道', '乡镇（街道）', '所属镇街', '所在镇街', '镇（街道）'],
    kind: 'area',
    example: '汉丰街道',
  },
  {
    key: 'village',
    title: '村社',
    aliases: ['村（社区）', '村社区', '村居', '社区', '村', '所在村社'],
    kind: 'area',
    note: '站、点一定要写；中心可以不写。',
  },
  { key: 'address', title: '地址', aliases: ['详细地址', '设施地址', '机构地址', '住所'], kind: 'text' },
  { key: 'phone', title: '联系电话', aliases: ['电话', '服务电话', '负责人电话'], kind: 'phone' },
  { key: 'contact', title: '负责人', aliases: ['联系人', '站长', '院长', '负责人姓名'], kind: 'text' },
  {
    key: 'state',
    title: '状态',
    aliases: ['运营状态', '建设状态', '营业状态'],
    kind: 'text',
    note: `可写：${Object.keys(STATE_WORDS).join('、')}。不写按运营中。`,
  },
  { key: 'openedOn', title: '开业日期', aliases: ['投用日期', '建成日期', '运营时间', '开业时间', '投入使用时间'], kind: 'day' },
  { key: 'operator', title: '运营主体', aliases: ['运营单位', '运营机构', '承办单位', '法人名称'], kind: 'text' },
  { key: 'creditCode', title: '统一社会信用代码', aliases: ['信用代码', '社会信用代码'], kind: 'text' },
  { key: 'mode', title: '运营方式', aliases: ['运营模式', '运营性质'], kind: 'choice', choices: Object.values(OPERATION_MODES) },
  { key: 'floorArea', title: '建筑面积', aliases: ['面积', '建筑面积（平方米）', '建筑面积(㎡)', '房屋面积'], kind: 'number' },
  {
    key: 'zones',
    title: '功能分区',
    aliases: ['功能区', '功能区域'],
    kind: 'text',
    note: '用顿号隔开，例如：休闲娱乐区、健康管理区。',
  },
  { key: 'services', title: '服务项目', aliases: ['服务内容', '开展服务'], kind: 'text', note: '用顿号隔开。' },
  ...Object.entries(BED_KINDS).map(
    ([kind, title]): SheetColumn => ({
      key: `beds.${kind}`,
      title,
      aliases: [title.replace('床位', '床位数'), `${title}数`],
      kind: 'number',
    }),
  ),
  { key: 'fewElders', title: '老年人较少', aliases: ['老年人口较少'], kind: 'yes-no' },
  { key: 'ownRoom', title: '专用服务用房', aliases: ['专用用房'], kind: 'yes-no' },
  { key: 'withVillageHome', title: '与敬老院一体', kind: 'yes-no' },
  { key: 'nearHealth', title: '与卫生机构相邻', aliases: ['毗邻卫生机构'], kind: 'yes-no' },
  { key: 'origin', title: '用房来源', kind: 'choice', choices: Object.values(ORIGINS) },
  { key: 'paperKind', title: '证照', aliases: ['证照名称', '证照类型', '许可证'], kind: 'choice', choices: PAPER_KINDS },
  { key: 'paperNumber', title: '证照编号', aliases: ['许可证号', '备案号', '证书编号'], kind: 'text' },
  { key: 'paperIssuer', title: '发证机关', kind: 'text' },
  { key: 'paperFrom', title: '有效期起', aliases: ['发证日期'], kind: 'day' },
  { key: 'paperTo', title: '有效期至', aliases: ['有效期止', '到期日期', '有效期'], kind: 'day' },
  { key: 'lng', title: '经度', kind: 'number' },
  { key: 'lat', title: '纬度', kind: 'number' },
  { key: 'exact', title: '现场定位', kind: 'yes-no', note: '经纬度是现场测得的填“是”；图上估的填“否”或不填，估点不作达标依据。' },
  {
    key: 'kindReason',
    title: '类别说明',
    aliases: ['类别依据'],
    kind: 'text',
    note: '类别与村社性质不一致时写明依据，例如：村改居，批复文号。',
  },
]

export const SITE_OPTIONS: readonly SheetOption[] = [
  { key: 'source', title: '台账来源', kind: 'text', note: '谁提供的，例如：各镇街上报 2026-11', initial: '设施台账' },
  {
    key: 'from',
    title: '情况起始日期',
    kind: 'day',
    note: '没有写开业日期的行，从哪天起按表里的情况算。',
    initial: 'first-of-month',
  },
  { key: 'town', title: '整份表所属镇街', kind: 'text', note: '表里没有“镇街”一列时填写。' },
]
