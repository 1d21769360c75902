// Pine, paper and ink as antd tokens; the same values as CSS variables stand in look.css.
import type { ThemeConfig } from 'antd'

/** Who asked the system for less movement gets none: no fading, no sliding. */
const moves = !globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches

export const theme: ThemeConfig = {
  token: {
    motion: moves,
    colorPrimary: '#1F6B52',
    colorLink: '#1F6B52',
    colorText: '#1E2321',
    colorTextSecondary: '#5A635F',
    colorTextTertiary: '#5A635F',
    colorTextPlaceholder: '#666F6A',
    colorTextDisabled: '#666F6A',
    colorTextDescription: '#5A635F',
    colorBorder: '#CFCDC4',
    colorBorderSecondary: '#E3E1D9',
    colorBgLayout: '#FBFAF6',
    colorError: '#B3261E',
    colorWarning: '#7A4F00',
    colorInfo: '#245E8C',
    colorSuccess: '#1F6B52',
    borderRadius: 6,
    fontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
    fontSize: 14,
    controlHeight: 34,
    boxShadow: 'none',
    boxShadowTertiary: 'none',
  },
  components: {
    Table: {
      headerBg: '#F7F6F0',
      headerColor: '#5A635F',
      rowSelectedBg: '#E8F1ED',
      rowSelectedHoverBg: '#E1ECE6',
      rowHoverBg: '#F5F7F3',
      borderColor: '#EFEDE6',
      cellPaddingBlock: 9,
      cellPaddingInline: 8,
      headerSplitColor: 'transparent',
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 },
    Tag: { defaultBg: '#FBFAF6' },
  },
}
