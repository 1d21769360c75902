// Paper slips with first passwords: to be printed, cut and handed over; they cannot be shown again.
import type { Slip } from '../contract-slips.ts'

export function Slips({ slips }: { slips: readonly Slip[] }) {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', gap: 10 }}>
      {slips.map((one) => (
        <section key={one.username} className="card inside slip">
          <b>{one.name}</b>　{one.town}
          <p style={{ margin: '6px 0 0' }}>
            用户名 <b>{one.username}</b>
            <br />
            初始密码 <b className="password">{one.firstPassword}</b>
          </p>
          <p className="xs">首次登录要改密码并绑定动态码。改好后请销毁这张纸条。</p>
        </section>
      ))}
    </div>
  )
}
