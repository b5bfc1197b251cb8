// A button of the site's own that opens the chat. The widget may still be loading, or be switched
// off: then there is no window.parley.
document.querySelector('#ask').addEventListener('click', () => window.parley?.open())
