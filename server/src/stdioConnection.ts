import { AbstractMessageWriter, type Connection, type Message, type MessageWriter } from 'vscode-languageserver';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

/** A connection over standard input and output. */
export function stdioConnection(): Connection {
  // The types ask for two streams or none; the library takes each end by itself, and ends the process with a stream.
  const output = new WholeMessageWriter(process.stdout) as unknown as NodeJS.WritableStream;
  return createConnection(ProposedFeatures.all, process.stdin, output);
}

/** Writes a message in one piece; head and body apart would wake the client twice, and wait for each other. */
class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: NodeJS.WritableStream;
  #errors = 0;

  constructor(stream: NodeJS.WritableStream) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const whole = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    return new Promise((resolve, reject) => {
      this.#stream.write(whole, (error) => {
        if (!error) return resolve();
        this.fireError(error, message, ++this.#errors);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}
