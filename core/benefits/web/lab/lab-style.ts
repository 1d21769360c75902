// Measures of the laboratory that the theme does not know: controls at the left, answers at the right.
export const labStyle = `
.lab{display:grid;grid-template-columns:372px minmax(0,1fr);gap:14px;align-items:start}
.lab-controls{position:sticky;top:14px;max-height:calc(100vh - 88px);overflow-y:auto}
.lab-results{display:grid;gap:14px;min-width:0}
.lab-tabs{display:flex;flex-wrap:wrap;gap:6px;align-items:center}
.lab-tabs button[aria-pressed]{border:1px solid var(--line-strong);border-radius:6px;background:var(--white);font:inherit;padding:3px 10px;cursor:pointer;color:var(--ink)}
.lab-tabs button[aria-pressed=true]{background:var(--mist);border-color:var(--pine);font-weight:600}
.lab-tabs small{font-weight:400;color:var(--stone)}
.lab-base{display:grid;grid-template-columns:110px minmax(0,1fr);gap:10px;border-top:1px solid var(--line-soft)}
.lab-acts{grid-column:1/3;display:flex;gap:8px}
.lab-table{border-top:1px solid var(--line-soft)}
.lab-table summary{cursor:pointer}
.lab-table fieldset{border:0;border-top:1px dashed var(--line-soft);margin:8px 0 0;padding:4px 0 0;min-width:0}
.lab-table fieldset:disabled{opacity:.6}
.lab-table legend{float:left;width:100%;font-size:13px;color:var(--deep)}
.lab-knob{clear:both;display:grid;grid-template-columns:68px minmax(0,1fr);gap:8px;align-items:center;min-height:32px;font-size:13px;color:var(--stone)}
.lab-knob>div{display:flex;align-items:center;gap:4px;flex-wrap:wrap;font-family:ui-monospace,Consolas,monospace;color:var(--ink)}
.lab-knob[data-moved=true]{background:var(--sky-bg);margin:0 -6px;padding:0 6px;border-radius:4px}
.lab-number{display:inline-flex;align-items:center;gap:4px}.lab-number .ant-slider{width:104px;margin:4px 10px 4px 6px}
.lab-dates{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin-top:10px}
.lab-pair{display:grid;grid-template-columns:minmax(0,1fr) 148px;gap:8px;align-items:center;padding:7px 0;border-top:1px solid var(--line-soft);font-size:13px}
.lab-pair small{display:block}
.lab-cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:14px}
.lab-sum{font-size:22px;line-height:32px;font-weight:600;margin-top:6px;white-space:nowrap}.lab-sum small{font-size:13px;font-weight:400}
.lab-people{display:grid;grid-template-columns:auto minmax(0,1fr);gap:2px 12px;margin-top:8px}.lab-people>div{display:contents}.lab-people dd{text-align:right}
.lab-budget{margin:8px 0;display:grid;gap:3px}
.lab-month{position:relative;display:flex;gap:8px;justify-content:flex-end;align-items:baseline;padding-bottom:5px;min-width:150px}
.lab-month i{position:absolute;left:0;bottom:0;height:3px;background:var(--pine);border-radius:2px}
.lab-month u{position:absolute;bottom:-3px;width:2px;height:9px;background:var(--amber)}
@media(max-width:1100px){.lab{grid-template-columns:minmax(0,1fr)}.lab-controls{position:static;max-height:none}}
`
