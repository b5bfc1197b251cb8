export { createAccount, type Account, type Standing } from './useAccount'
