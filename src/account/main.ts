import '../console/styles/tokens.css'
import '../console/styles/base.css'
import './styles/layout.css'
import './styles/controls.css'
import './styles/recovery-sheet.css'
import { takeArrival } from './address.ts'
import { setUpApi } from './api.ts'
import { begin, beginAnewWithTickets } from './journey.ts'
import { showShell } from './shell.ts'

// The imports above only define; nothing has happened yet.
const arrival = takeArrival()
setUpApi()
showShell()
beginAnewWithTickets()
await begin(arrival)
