/** Styles that come with a part fetched later; a constructed sheet needs no leave of the policy. */
export function adoptStyles(css: string) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
}
