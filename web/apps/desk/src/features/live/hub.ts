/** One kind of news and those who want to hear it. */
export function createHub<T>() {
  const listeners = new Set<(news: T) => void>()
  return {
    listen(listener: (news: T) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(news: T) {
      for (const listener of [...listeners]) listener(news)
    },
  }
}
