// Colours of the map by family of kinds; the legend names them.
export const FAMILIES = [
  { family: 'centre', title: '养老服务中心', colour: '#1F6B52' },
  { family: 'station', title: '站、点', colour: '#245E8C' },
  { family: 'home', title: '养老机构、敬老院', colour: '#7A4027' },
  { family: 'meal', title: '食堂、助餐点', colour: '#8A6100' },
  { family: 'bath', title: '助浴点', colour: '#5B4B8A' },
  { family: 'other', title: '其他', colour: '#5A635F' },
] as const
