// Which server's description the client is made from, and where it is put.
export default {
  input: 'https://chat.example.com/api/openapi.json',
  output: { path: 'parley', module: { extension: '.ts' } }, // As Node itself reads TypeScript.
}
