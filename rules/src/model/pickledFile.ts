/** Names of model files in formats that may run code when they are loaded. */
const pickled = /(?:\.(?:pkl|pickle|joblib|dill|pth|ckpt|h5)|pytorch_model[\w.-]*\.bin|\.pt)$/i;

export function isPickledFile(path: string): boolean {
  return pickled.test(path);
}
