// Write lines that take no id of the client's, each with the reason why sending one twice does no harm. M5 fails where a line stands in neither list.

const STATE = 'the object is named in the path and its state decides: the second call finds it done, or is refused'
const SETS = 'sets a value: the second call sets the same'
const LOOKS = 'changes nothing; each look is a look and is written down as one'

export const WITHOUT_ID: Record<string, string> = {
  'POST /imports/:id/check': STATE,
  'POST /imports/:id/commit': STATE,
  'POST /imports/:id/undo': STATE,
  'POST /people/:id/print': LOOKS,
  'POST /people/:id/unmask': LOOKS,
  'POST /areas/transfer/preview': LOOKS,
  'POST /people/:id/contacts/:contact/close': STATE,
  'POST /people/:id/payee/confirm': STATE,
  'POST /cases/working-days': SETS,
  'POST /benefits/runs/:id/exceptions/:key': SETS,
  'POST /benefits/runs/:id/submit': STATE,
  'POST /benefits/runs/:id/approve': STATE,
  'POST /benefits/runs/:id/return': STATE,
  'POST /benefits/runs/:id/discard': STATE,
  'POST /benefits/bank-files/:id/return': 'the bytes of the answer are its id: the same file twice changes nothing',
  'POST /benefits/name-substitutes': SETS,
  'POST /benefits/runs/:id/reissue': 'only lines that came back are moved; the second call finds none',
  'POST /benefits/bank-profiles': SETS,
  'POST /benefits/streams/suspend': STATE,
  'POST /benefits/streams/resume': STATE,
  'POST /benefits/adjustments/:id/approve': STATE,
  'POST /benefits/adjustments/:id/decline': STATE,
  'POST /benefits/repayments/decide': STATE,
  'POST /benefits/reversals/decide': STATE,
  'POST /auth/sign-in': 'opens one more session of the same account',
  'POST /auth/sign-out': SETS,
  'POST /auth/change-password': 'the second call has the wrong old password',
  'POST /auth/enrol': SETS,
  'POST /access/accounts/:id/reset-password':
    'the second call makes another password and voids the first, whose slip was never seen',
  'POST /access/accounts/:id/unlock': SETS,
  'POST /access/accounts/:id/disable': SETS,
  'POST /access/grants/:id/revoke': SETS,
  'POST /access/deputies/:id/end': SETS,
  'POST /access/asked-grants/decide': STATE,
  'POST /access/imports/:id/slips': 'a slip is printed once: the second call finds none waiting',
  'POST /access/open-exports/:id/approve': STATE,
  'POST /access/open-exports/:id/refuse': STATE,
}
