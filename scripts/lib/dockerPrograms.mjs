// The smallest programs the Dockerfile templates can be built around, without packages from elsewhere.
const pythonServer = `from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


HTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
`;
const pythonCheck = `import sys
import urllib.request

with urllib.request.urlopen("http://127.0.0.1:8080/", timeout=2) as reply:
    sys.exit(0 if reply.status == 200 else 1)
`;
const python = { 'requirements.lock': '', 'src/main.py': pythonServer, 'src/healthcheck.py': pythonCheck };

const lock = {
  name: 'server',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: { '': { name: 'server', version: '1.0.0' } },
};

/** By template: the files its build copies. */
export const programs = {
  'df-python-slim': python,
  'df-python-distroless': python,
  'df-batch': { 'requirements.lock': '' },
  'df-node': {
    'package.json': JSON.stringify({ name: 'server', version: '1.0.0', private: true }),
    'package-lock.json': JSON.stringify(lock),
    'src/main.js': "require('node:http').createServer((_, reply) => reply.end('ok')).listen(8080);\n",
    'src/healthcheck.js':
      "require('node:http').get('http://127.0.0.1:8080/', (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1));\n",
  },
  'df-go-static': {
    'go.mod': 'module example.com/server\n\ngo 1.22\n',
    'go.sum': '',
    'internal/doc.go': 'package internal\n',
    'cmd/server/main.go': `package main

import (
	"net/http"
	"os"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "-healthcheck" {
		reply, err := http.Get("http://127.0.0.1:8080/")
		if err != nil || reply.StatusCode != http.StatusOK {
			os.Exit(1)
		}
		return
	}
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok")) })
	if err := http.ListenAndServe(":8080", nil); err != nil {
		os.Exit(1)
	}
}
`,
  },
};
