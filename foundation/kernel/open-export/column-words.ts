// What a column means, in the office's words, for whoever opens an export years later without this system.

const WORDS: Record<string, string> = Object.fromEntries(
  `period 期间|operator_name 运营主体名称|id 编号|district 区划编号|person 老人编号（registry.person）|area 所属镇街或村社编号（registry.area）|programme 待遇项目|kind 种类|fen 金额（分）
month 月份|for_month 所属月份|reason 理由|state 状态|plan 扣还安排|origin 来由|import 来自哪次导入|detail 内容|due_on 应办结日期|verdict 认定结果|note 附注
run 批次编号|profile 银行文件格式|file 文件编号（kernel.file）|lines 笔数|digest 内容的摘要值|title 名称|body 内容|version 版本|key 代号|number 文号或编号
confirmed_only 是否只用已确认的事实|start_month 起发月份|end_month 止发月份|row_id 规则行代号|pack_version 规则版本|facts 当时的事实|holder 在谁手里或账户持有人
holder_name 在谁手里（姓名）|notice_from 公示起|notice_to 公示止|decision_number 决定书文号|explanation 计算经过|arrears 补发明细|missing 还缺什么|priority 先后
pack 规则表|document 文件代号（policy.document）|clause 条款|benefit_case 办件编号（benefits.benefit_case）|by_staff 经手人编号（kernel.staff）|by_name 经手人姓名
faults 退回原因|at 时间|year 年份|last 最后一个号|hold_reason 暂停原因|review_on 复查日期|takeover_fen 接管时的金额（分）|last_paid_month 最后发放月份|outcome 判定结果
complete 材料是否齐全|since_month 从哪个月起应得|arrears_months 欠发月数|found_on 发现日期|cause 由哪件事引起|day 日期|object 对象|before 之前的内容
entitlement 在发待遇编号（benefits.entitlement）|adjustment 补发追回编号（benefits.adjustment）|bank_file 银行文件编号（benefits.bank_file）|bank_row 银行文件第几行|state_reason 状态原因
corrected_fen 更正后的金额（分）|character 生僻字|substitute 代替字|raised_by 提出人|ground 理由或依据|answer 答复|upheld 是否成立|lines_checked 核对笔数|lines_differing 不同笔数
packs 所用规则版本|recompute 往月核算编号（benefits.recompute）|way 处理办法|reasons 原因|receipt 收据号|returned 退回笔数|paid 发成笔数|rows 行数|persons 人数|payees 收款人数
compute_ms 计算用时（毫秒）|seen_exceptions 已看过的例外|birth 出生日期|person_age 年龄|works 是否上班|name 姓名或名称|staff 工作人员编号（kernel.staff）|username 用户名
must_change_password 是否须改密码|second_factor_exempt 是否免动态码|failures 连续输错次数|locked_until 锁定到|demo 是否演示账号|previous 前一块的封存值|hash 封存值|rows_digest 块内记录的摘要值
entry 日志序号|details 附记|seq 序号|account 银行账号（明文）或登录账号编号|actor 操作人|event 事项代号|address 地址|details_digest 附记的摘要值|block 封存块号
absent 不在岗的人|stands_in 代理人|set_by 谁设定|media_type 文件类型|bytes 字节数|stored_by 谁存的|role 岗位|areas 岗位限于这些镇街村社|granted_by 谁授予|value 值
sheet 表的种类|file_name 原文件名|file_digest 原文件摘要值|worksheet 工作表|header_row 表头在第几行|titles 表头|mapping 栏目对应|options 选项|rows_in 共几行|accepted 通过行数
rejected 退回行数|warned 提醒行数|added 新增|changed 改动|unchanged 不变|job 后台作业编号|undo_reason 撤销理由|post 职务|phone 电话（明文）|left_on 离开日期
debit 借方|credit 贷方|reverses 冲销哪一笔|booked_at 记账时间|locator 条款定位|position 次序|depth 层级|parent 上级|heading 标题|summary 摘要|requirements 对应要求|text 原文
subject 决定事项|decided_on 决定日期|example 是否示例|issuer 发文机关|issued_on 成文日期|effective_on 施行日期|ended_on 废止日期|status 效力|region 适用地区|openness 公开方式
adoption 是否采用|parents 上位文件|addressees 主送|copies_to 抄送|service_lines 服务项目|valid_from 从哪天起|valid_to 到哪天止|cases 用例|author 起草人编号|author_name 起草人
act 发布时的操作|report 对照结果|committee 居（村）委会|code 区划代码|one 甲方老人编号|other 乙方老人编号|source 来源编号（registry.source）|wins 是否采用|replaces 替换哪一条
head 户主|relation 关系|duty 是否赡养义务人|same_home 是否同住|bank 开户行|verified_on 核对日期|residence_area 居住地|name_masked 隐去的姓名|pinyin 拼音|initials 拼音首字母|sex 性别
citizen_id 身份证号（明文）|died_on 去世日期|left_to 去向|merged_into 并入哪份档案|continues 接续哪份档案|new_address 新地址|label 来源说明|reported_on 来源日期|rank 来源可信次序
reversed_by 被哪条撤销|snapshot_at 冻结资料的时间|seen_at 看过的时间|tables 表数|step 步骤
lng 经度|lat 纬度|method 方法|selection 竞争性比选编号|operator 运营主体编号（facilities.operator）或比较符号|score 分数|won 是否中选|child 下级设施编号|mode 方式|duty_groups 服务对象范围
report_months 每几个月报告一次|ended_reason 终止理由|contract 合同编号（facilities.contract）|quantity 数量|unit 计量单位|facility 设施编号（facilities.facility）|period_end 报告期末
builder 建设单位|age 新建或已建小区|households 户数|line 适用的配建要求|required_area 应配面积（平方米）|required_ground 应配依据|built_area 已配面积（平方米）|gap_way 不足时的补法|gap_due 补足期限
estate 小区编号（facilities.estate）|name_folded 便于比对的名称|address_key 归一后的地址|contact 联系人|level 服务范围|family 大类|after 之后的内容|square_metres 面积（平方米）
planned_year 计划年份|adjustments 调整记录|plot 地块编号|applicant 申请人|registration 登记信息|civil_affairs 民政意见|civil_affairs_note 民政意见说明|civil_affairs_staff 民政经手人编号
planning 规划意见|planning_note 规划意见说明|planning_staff 规划经手人编号|quantity_max 数量上限|quantity_printed 原文写法|dated 所指时间|confirmed_role 确认为何种数字|confirmed_reason 确认理由
credit_code 统一社会信用代码|legal_person 法定代表人|brand 品牌|filed_home 备案养老机构|decided_reason 认定理由|closed_reason 结束理由|owner 产权人|floor_area 建筑面积（平方米）
detached 是否独立|price_term 价格约定|longest_lease_months 最长租期（月）|uses 可作用途|permitted_use 批准用途|premises 闲置用房编号|purpose 用途|months 月数|verdict_reason 决定理由
decided_staff 决定人编号|recorded_staff 登记人编号|scheme 评定种类|grade 等级|decision 决定文号|winners_wanted 拟选几家|result 结果|advice 建议项结果|row 规则行|as_agreed 是否按约定使用
found 检查发现|closed_note 处理说明`
    .split(/[|\n]/)
    .map((pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
)

const ENDINGS: [RegExp, string][] = [
  [/_by_name$/, '经手人姓名'],
  [/_by$/, '经手人编号（kernel.staff）'],
  [/_at$/, '时间'],
  [/_on$/, '日期'],
  [/_fen$/, '金额（分）'],
  [/_source$/, '来源编号（registry.source）'],
  [/^(person|aid|disability|ability|living|family|honour|insurance)_/, '当月判定时冻结的事实'],
]

const ACTS: Record<string, string> = {
  proposed: '提出',
  approved: '批准',
  opened: '立项',
  closed: '结束',
  made: '制作',
  decided: '决定',
  entered: '登记',
  received: '收到',
  answered: '答复',
  recorded: '记录',
  read: '读入',
  submitted: '提交',
  published: '发布',
  imported: '导入',
  started: '开始',
  committed: '确认',
  undone: '撤销',
  settled: '结清',
  sent: '送出',
  done: '完成',
  computed: '计算',
  created: '建立',
  stored: '存入',
  sealed: '封存',
  revoked: '收回',
  ended: '结束',
  disabled: '停用',
  drafted: '起草',
  found: '发现',
  booked: '记账',
  raised: '提出',
  monthly: '每月',
  total: '合计',
  then: '当时应发',
  now: '现在应发',
  unpaid: '未发',
  granted: '授予',
  set: '设定',
}

/** @returns undefined for a column that nobody has described yet; a test finds those */
export function columnWords(column: string): string | undefined {
  if (WORDS[column]) return WORDS[column]
  for (const [ending, word] of ENDINGS) if (ending.test(column)) return (ACTS[column.replace(ending, '')] ?? '') + word
  return undefined
}
