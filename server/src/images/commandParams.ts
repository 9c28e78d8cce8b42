import type { Position } from 'vscode-languageserver';
import { type ImagesParams, imageCommands } from '../imagesProtocol';

/** What a command asks for; undefined for a command that is none of ours. */
export function commandParams(command: string, uri: unknown, position: unknown): ImagesParams | undefined {
  const place = {
    ...(typeof uri === 'string' ? { uri } : {}),
    ...(typeof position === 'object' && position !== null ? { position: position as Position } : {}),
    // An editor without a notion of trust: whoever gives the command wants it.
    trusted: true,
  };
  switch (command) {
    case imageCommands.pinDigest:
      return { action: 'pin', scope: 'reference', ...place };
    case imageCommands.pinFile:
      return { action: 'pin', scope: 'file', ...place };
    case imageCommands.pinWorkspace:
      return { action: 'pin', scope: 'workspace', ...place };
    case imageCommands.refreshDigest:
      return { action: 'refresh', scope: 'reference', ...place };
    case imageCommands.showImageFacts:
      return { action: 'facts', scope: 'reference', ...place };
    default:
      return undefined;
  }
}
