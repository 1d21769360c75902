// The page on screen and on A4: on paper the tables wrap instead of scrolling and no card is cut.
export const forecastStyle = `
.forecast-cards{display:grid;grid-template-columns:minmax(0,1fr);gap:14px}
@media print{
@page{size:A4 landscape;margin:12mm}
.forecast .no-print{display:none}
.forecast .ant-table-content,.forecast .ant-table-body{overflow:visible!important}
.forecast .ant-table table{width:100%!important;min-width:0!important;table-layout:auto!important;font-size:10px}
.forecast .ant-table-cell{padding:2px 4px!important;white-space:normal!important;position:static!important}
.forecast .ant-table-cell div{min-width:0!important}
.forecast .ant-table-row,.forecast figure{break-inside:avoid}
}`
