import { AbstractMessageWriter, type Connection, type Message, type MessageWriter } from 'vscode-languageserver';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { lifecycle } from './lifecycle';
import { messageParts } from './messageParts';

/** A connection over standard input and output. */
export function stdioConnection(): Connection {
  const writer = new WholeMessageWriter(process.stdout);
  // The types ask for two streams or none; the library takes each end by itself, and ends the process with a stream.
  const output = writer as unknown as NodeJS.WritableStream;
  return createConnection(ProposedFeatures.all, process.stdin, output, {
    // A client that has gone needs no answer.
    messageStrategy: lifecycle((message) => void writer.write(message).catch(() => {})),
  });
}

/** Writes a message in one piece; head and body apart would wake the client twice, and wait for each other. */
class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: NodeJS.WritableStream;
  /** Written and free again: fresh memory for every large message is what costs most of writing it. */
  #room: Buffer = Buffer.alloc(0);
  #errors = 0;

  constructor(stream: NodeJS.WritableStream) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const parts = messageParts(message);
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    const head = `Content-Length: ${size}\r\n\r\n`;
    const room = this.#take(head.length + size);
    let at = room.write(head, 'latin1');
    for (const part of parts) at += room.write(part, at, 'latin1');
    return new Promise((resolve, reject) => {
      this.#stream.write(room.subarray(0, at), (error) => {
        this.#room = room;
        if (!error) return resolve();
        this.fireError(error, message, ++this.#errors);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }

  #take(size: number): Buffer {
    const room = this.#room.length < size ? Buffer.allocUnsafeSlow(size) : this.#room;
    this.#room = Buffer.alloc(0);
    return room;
  }
}
