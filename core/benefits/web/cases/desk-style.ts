// Measures of the clerk's desk that the theme does not know: the grid of the page and the small marks of a list.
export const deskStyle = `
.desk{display:grid;grid-template:minmax(0,1fr) 104px/188px minmax(0,1fr) 276px;gap:14px;height:calc(100vh - 88px);min-height:560px;font-variant-numeric:tabular-nums}
.desk-queues{grid-row:1/3;display:flex;flex-direction:column;overflow-y:auto}
.desk-queues h3{font:500 12px/18px inherit;font-size:12px;color:#5A635F;padding:0 10px 3px;margin:14px 0 0}
.desk-queues button{display:flex;align-items:center;width:100%;min-height:34px;padding:0 10px;border:0;border-radius:6px;background:none;font:inherit;color:#1E2321;text-align:left;cursor:pointer}
.desk-queues button>span{flex:1}.desk-queues button[aria-current=true]{background:#E8F1ED;font-weight:600}
.desk-queues .lead{min-height:64px;background:#1F6B52;color:#fff;padding:0 12px}.desk-queues .lead[aria-current=true]{background:#1F6B52}
.desk-queues .lead>span{font-size:16px;font-weight:600}.desk-queues .lead small{display:block;font-size:12px;font-weight:400}.desk-queues .lead b{font-size:26px}
.desk-more{display:flex;flex-wrap:wrap;gap:2px 14px;margin:auto 0 0;padding:12px 10px 4px}
.desk-late{color:#B3261E;background:#FCEBEA;font-size:12px;padding:0 5px;border-radius:3px;margin-left:4px}
.desk-work{display:flex;flex-direction:column;overflow:hidden}
.desk-head{display:flex;align-items:center;gap:4px 8px;padding:12px 12px 12px 16px;flex-wrap:wrap}
.desk-head h1,.case-title{margin:0;font:600 20px/28px "Songti SC","Noto Serif CJK SC",SimSun,serif;color:#14483A}
.desk-rows{flex:1;min-height:0;overflow:auto}.desk-rows td:has(input:focus-visible){box-shadow:inset 3px 0 0 #1F6B52}.desk-work .bar-foot{border-width:1px 0 0;border-radius:0 0 6px 6px}.nowrap{white-space:nowrap}.desk-rows .ant-table-wrapper .ant-table-cell{padding-inline:7px}.desk-rows .ant-table,.desk-rows .ant-table-container,.desk-rows .ant-table-content{overflow:visible!important}.desk-rows .ant-pagination{padding-inline:12px}

.desk-queues section a{display:flex;align-items:center;min-height:34px;padding:0 10px;border-radius:6px;color:#1E2321}.desk-queues section a>span{flex:1}.desk-queues section a:hover{background:#F3F1EA}
.desk-rows .note{display:inline-block;max-width:180px;white-space:normal;line-height:18px}
.grow{flex:1}
.stone{color:#5A635F}.small{font-size:12px;line-height:18px}.red{color:#B3261E;font-weight:600}.amber{color:#7A4F00;font-weight:600}
.lack{display:inline-block;padding:0 6px;border:1px solid #E9D19A;border-radius:3px;background:#FFF4DC;color:#7A4F00;font-size:12px;line-height:18px;margin-right:4px}
.desk-jobs{grid-column:2/4;display:grid;grid-template-columns:92px repeat(3,minmax(0,1fr))}
.desk-jobs h2,.desk-month h2{margin:0;font-size:14px;line-height:22px;font-weight:600;color:#14483A}.desk-jobs h2{padding:13px 0 0 16px}
.desk-job{padding:13px 18px;border-left:1px solid #EFEDE6;min-width:0}.desk-job p{margin:0;display:flex;justify-content:space-between;gap:8px;white-space:nowrap;overflow:hidden}
.desk-month{padding:14px 16px 16px;display:flex;flex-direction:column;overflow-y:auto}
.money{text-align:right;white-space:nowrap}
.desk-month-head,.desk-month-diff{display:flex;justify-content:space-between;align-items:center}.desk-month-sum{font-size:26px;line-height:32px;font-weight:600;margin-top:12px}.desk-month-diff{border-top:1px solid #1E2321;margin-top:14px;padding-top:9px}

.desk-month-reason{display:grid;grid-template-columns:1fr auto 84px;gap:8px;padding:6px 0;border-bottom:1px solid #EFEDE6;font-size:13px}.desk-month-reason>:last-child{text-align:right}
.desk-open{display:block;text-align:center;padding:5px 0;border:1px solid #CFCDC4;border-radius:6px;color:#1E2321}.desk.no-month{grid-template-columns:188px minmax(0,1fr)}.desk.no-month .desk-jobs{grid-column:2}
.desk-steps{list-style:none;margin:14px 0;padding:14px 0 0;border-top:1px solid #E3E1D9;flex:1}.desk-steps li{display:flex;justify-content:space-between;padding:3px 0;color:#5A635F}.desk-steps .ok{color:#1F6B52}
@media(max-width:1100px){.desk,.desk.no-month{grid-template:auto/minmax(0,1fr);height:auto;min-height:0}.desk-queues,.desk-jobs,.desk.no-month .desk-jobs{grid-row:auto;grid-column:auto}.desk-queues{overflow:visible}.desk-queues h3{margin-top:8px}.desk-rows{overflow-x:auto}.desk-jobs{grid-template-columns:minmax(0,1fr)}.desk-jobs h2{padding:13px 16px 0}.desk-job{border-left:0}}
@media(max-width:860px){.desk-queues section{display:contents}.desk-queues{display:grid;grid-template-columns:1fr 1fr;gap:4px 8px}.desk-queues .lead{grid-column:1/3}.desk-queues h3{display:none}.desk-queues button:not(.lead),.desk-queues section a{min-height:44px;border-radius:6px;border:1px solid #E3E1D9;background:#fff}.desk-queues button:not(.lead)[aria-current=true]{background:#E8F1ED}}
@media(min-width:1101px) and (max-width:1400px){.desk{grid-template-columns:176px minmax(0,1fr) 252px;gap:12px}.wide-only{display:none}}
@media print{.no-print{display:none!important}}
`
