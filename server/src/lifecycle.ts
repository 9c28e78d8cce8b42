import { ErrorCodes, Message, type MessageStrategy, type ResponseMessage } from 'vscode-languageserver';

/**
 * Holds clients to the order of the protocol: `initialize` comes first and once, and after `shutdown` there is only
 * `exit`. What is out of order is refused when it wants an answer, and else dropped.
 */
export function lifecycle(answer: (message: ResponseMessage) => void): MessageStrategy {
  let stage: 'new' | 'open' | 'over' = 'new';

  /** Why a request cannot be answered now. */
  const refusal = (method: string): readonly [number, string] | undefined => {
    if (stage === 'over') return [ErrorCodes.InvalidRequest, 'The server has been shut down.'];
    const isFirst = method === 'initialize';
    if (stage === 'new')
      return isFirst ? undefined : [ErrorCodes.ServerNotInitialized, 'The server is not initialized.'];
    return isFirst ? [ErrorCodes.InvalidRequest, 'The server is initialized already.'] : undefined;
  };

  return {
    handleMessage(message, next) {
      if (Message.isNotification(message)) {
        if (stage === 'open' || message.method === 'exit') return next(message);
      } else if (Message.isRequest(message)) {
        const refused = refusal(message.method);
        if (refused) {
          const [code, said] = refused;
          answer({ jsonrpc: '2.0', id: message.id, error: { code, message: said } });
          return;
        }
        stage = message.method === 'shutdown' ? 'over' : 'open';
        return next(message);
      } else return next(message);
    },
  };
}
