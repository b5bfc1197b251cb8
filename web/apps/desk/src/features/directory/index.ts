export { createDirectory, type Directory } from './useDirectory'
