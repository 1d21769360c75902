// Measures of the explanation: the band of sums, the rows of programmes, the bars of months, the thread of six knots.
export const explainStyle = `
.band{display:flex;align-items:center;gap:16px;padding:14px 18px;border-bottom:1px solid #E3E1D9}.band-sum{font-size:26px;line-height:32px;font-variant-numeric:tabular-nums}.band-say{flex:1;margin:0;padding-left:20px;border-left:1px solid #E3E1D9;line-height:24px}
.prog{width:100%;border-collapse:collapse}.prog thead th{height:34px;padding:0 10px;background:#F7F6F0;color:#5A635F;font-weight:500;text-align:left;font-size:13px}.prog thead .money,.prog .money{text-align:right}
.prog td,.prog tbody th{padding:10px;border-bottom:1px solid #EFEDE6;text-align:left;vertical-align:top;font-weight:400}.prog tr.act>th{box-shadow:inset 3px 0 0 #B7791F}.prog tr.quiet{color:#5A635F}.prog p{margin:0 0 4px}
.bars-legend{display:flex;gap:18px;margin:0 0 8px;align-items:center}.bars-legend i{display:inline-block;width:14px;height:10px;margin-right:6px}
.bars{display:flex;gap:8px;list-style:none;margin:0;padding:0}.bars li{flex:1;text-align:center}.bars-stack{height:120px;display:flex;flex-direction:column;justify-content:flex-end;border-bottom:1px solid #CFCDC4}.bars-stack i{font-style:normal;font-size:12px;display:grid;place-content:center;min-height:14px;box-sizing:border-box}
.bar-paid{background:#1F6B52;color:#fff}.bar-pending{background:#E8F1ED;border:1px solid #1F6B52}.bar-owed{background:#FFF4DC;border:1px dashed #7A4F00;color:#7A4F00;font-weight:600}
.say{margin:0 0 18px;padding:12px 16px;background:#E8F1ED;border-radius:6px;line-height:24px}
.chain{list-style:none;margin:0;padding:0}.chain>li{display:grid;grid-template-columns:76px 1fr;position:relative;padding-bottom:16px}.chain h3{font:600 14px/22px "Songti SC","Noto Serif CJK SC",SimSun,serif;color:#14483A;padding-left:20px;margin:0}.chain p{margin:0 0 2px;line-height:22px}
.chain>li::before{content:"";position:absolute;left:1px;top:7px;width:9px;height:9px;border-radius:50%;background:#1F6B52}.chain>li::after{content:"";position:absolute;left:5px;top:20px;bottom:-5px;width:1px;background:#9DBDB0}.chain>li:last-child::after{display:none}
.chain code{padding:1px 8px;border:1px solid #CFCDC4;border-radius:4px;background:#FDFCF9;margin:0 10px 0 6px}.chain blockquote{margin:8px 0 6px;padding-left:12px;border-left:2px solid #8FBBA8}
.proof{border-top:1px solid #E3E1D9;padding-top:10px;display:flex;gap:20px;font-size:13px}
@media(max-width:860px){.band{flex-wrap:wrap;gap:8px 10px}.band-say{flex:1 0 100%;padding:8px 0 0;border-left:0;border-top:1px solid #E3E1D9}.band-sum{font-size:20px}.band .ant-btn{width:100%}
.prog.stack,.prog.stack tbody,.prog.stack tr,.prog.stack td,.prog.stack tbody th{display:block;width:auto}.prog.stack thead{display:none}.prog.stack tr{padding:8px 0;border-bottom:1px solid #EFEDE6}.prog.stack tr.act{box-shadow:inset 3px 0 0 #B7791F}.prog.stack tr.act>th{box-shadow:none}.prog.stack td,.prog.stack tbody th{border:0;padding:3px 14px}.prog.stack td.money{text-align:left}.prog.stack td.money::before{content:attr(data-label) " ";color:#5A635F}
.bars{gap:3px}.bars-legend{flex-wrap:wrap;gap:4px 14px}.bars-stack i{font-size:10px}.chain>li{grid-template-columns:64px minmax(0,1fr)}.chain code{display:inline-block;margin:2px 8px 2px 4px}.proof{flex-direction:column;gap:4px}}
.prog-scroll{overflow-x:auto}.prog-scroll .prog{min-width:700px}
@media print{@page{size:A4;margin:20mm}}
`
