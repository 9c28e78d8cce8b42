// Starts the server of an old VS Code, which is a library without a program of its own. Prints its port like a newer one.
const { createServer } = require('node:http');
const { join } = require('node:path');

const args = { _: [] };
const given = process.argv.slice(2);
for (let i = 0; i < given.length; i++) {
  const name = given[i].replace(/^--/, '');
  const value = given[i + 1];
  const isSwitch = value === undefined || value.startsWith('--');
  args[name] = isSwitch ? true : name === 'install-extension' ? [value] : value;
  if (!isSwitch) i++;
}

async function main() {
  const code = await require(join(process.env.BULKHEAD_VSCODE, 'out/server-main.js')).loadCodeWithNls();
  if (args['install-extension']) return code.spawnCli(args);
  const vscode = await code.createServer(null, args);
  const server = createServer((request, response) => vscode.handleRequest(request, response));
  server.on('upgrade', (request, socket) => vscode.handleUpgrade(request, socket));
  server.listen(Number(args.port), args.host, () => {
    console.log(`Extension host agent listening on ${server.address().port}`);
  });
}

main();
